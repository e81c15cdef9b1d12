# Installs exactly what the lock file names. Not by `npm ci`: it refuses a lock without an entry for
# every platform's workerd, and some of those are not published for each version.
npm install --no-save --no-audit --no-fund
