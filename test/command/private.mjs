// The script of the pages that `ward private` writes counts as the engine does (TAP). Arguments: ward, the tree.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [ward, tree] = process.argv.slice(2).map(path => resolve(path));
const folder = mkdtempSync(join(tmpdir(), 'ward-private-'));
const cases = [
  // months, days, back, counted from the day itself; start; the day that is due
  [1, 0, false, false, '2026-01-31', '2026-02-28'],
  [12, 0, false, false, '2024-02-29', '2025-02-28'],
  [12, 1, false, false, '2024-02-29', '2025-03-01'],
  [36, 0, false, true, '2024-03-15', '2027-03-14'],
  [0, 120, false, false, '2026-09-30', '2027-01-28'],
  [0, 150, true, false, '2026-10-01', '2026-05-04'],
  [0, 60, true, false, '2026-06-30', '2026-05-01'],
  [6, 0, false, false, '2026-08-31', '2027-02-28'],
  [3, 0, false, false, '2027-09-30', '2027-12-30'],
];
try {
  const run = (...args) => execFileSync(ward, args, { cwd: folder, stdio: 'ignore', env: { ...process.env, WARD_PACKS: join(tree, 'packs') } });
  run('init', '--db', 'p.db', '--pack', join(tree, 'packs/welcome'), '--set', 'state=CA');
  run('private', '--db', 'p.db', 'pages');
  const html = readFileSync(join(folder, 'pages/en.html'), 'utf8');
  const script = html.match(/<script>\n([\s\S]*?)<\/script>/)[1];
  const { due } = new Function(script + ';return {due};')();
  console.log(`1..${cases.length + 1}`);
  cases.forEach(([months, days, back, day_of, start, expected], i) => {
    const got = due({ months, days, back, day_of }, start).day.toISOString().slice(0, 10);
    console.log(`${got === expected ? 'ok' : 'not ok'} ${i + 1} - ${start} gives ${got}, expected ${expected}`);
  });
  const refused = ['2026-02-30', '', 'soon'].every(text => due({ months: 1, days: 0 }, text) === null);
  console.log(`${refused ? 'ok' : 'not ok'} ${cases.length + 1} - what is no day gives nothing`);
} finally {
  rmSync(folder, { recursive: true });
}
