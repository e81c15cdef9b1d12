# Installs exactly what the lock file names: afresh in a new clone, else only what differs.
if [ -d node_modules ]; then
  npm install --no-save --no-audit --no-fund
else
  npm ci --no-audit --no-fund
fi
