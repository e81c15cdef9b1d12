// A clock that is wrong, by as much as a file says, for programs started with `env`: libfaketime. The
// monotonic clock, by which a program waits, goes right, as on a machine whose time is set.
import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';

const kLibraries = '/usr/lib';
const kName = 'faketime/libfaketimeMT.so.1';

/** The library, where Debian's package `faketime` has put it; undefined where it is not installed. */
export function clockLibrary() {
  const folders = readdirSync(kLibraries).map((name) => `${kLibraries}/${name}/${kName}`);
  return folders.find((file) => existsSync(file));
}

export class WrongClock {
  /** @param file holds the offset; everybody who has this clock can read it */
  constructor(file) {
    this.file = file;
    this.set(0);
    this.env = {
      LD_PRELOAD: clockLibrary(),
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      DONT_FAKE_MONOTONIC: '1',
    };
  }

  /** Wrong by so many seconds from now on. */
  set(seconds) {
    writeFileSync(`${this.file}.new`, `${seconds < 0 ? '-' : '+'}${Math.abs(seconds)}\n`, { mode: 0o644 });
    renameSync(`${this.file}.new`, this.file);
  }
}
