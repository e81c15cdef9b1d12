// npm run acceptance: the acceptance tests against the running system (started for them, and stopped
// after, where none runs). Their evidence is written below evidence/.
import { bootstrap, withSystem } from './lib/session.mjs';
import { stopWith } from './lib/steps.mjs';
import { nodeTests, told } from './lib/suites.mjs';
import { address } from './lib/system.mjs';

bootstrap();
try {
  const counts = await withSystem(() => nodeTests(['tests/acceptance'], { env: { FAIRLEAD_ADDRESS: address } }));
  process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
  console.log(told(counts));
} catch (error) {
  stopWith(error);
  console.log('0 passed, 1 failed, 0 skipped');
}
