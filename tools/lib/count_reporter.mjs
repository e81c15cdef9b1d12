// A reporter for Node's test runner that gives the counts alone, as one line of JSON. A suite counts
// by its tests; whatever fails counts.
export default async function* countReporter(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if (type === 'test:fail' && !isFollowUp(data)) counts.failed++;
    if (type !== 'test:pass' || data.details?.type === 'suite') continue;
    if (data.skip !== undefined || data.todo !== undefined) counts.skipped++;
    else counts.passed++;
  }
  yield `${JSON.stringify(counts)}\n`;
}

/** A suite or file that failed only because a test in it did, which is counted already. */
const isFollowUp = ({ details }) => details?.error?.failureType === 'subtestsFailed';
