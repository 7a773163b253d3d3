// Every chart specification on file compiles without a warning, draws, and says each of its rows to
// a screen reader.
//
//     node charts.mjs GOLDEN ASSETS
//
// Skips where the browser's scripts are not installed.
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

const [golden, assets] = process.argv.slice(2);
const module = (name) => pathToFileURL(join(assets, 'node_modules', name)).href;
if (!existsSync(join(assets, 'node_modules/vega-lite'))) {
  console.log('1..0 # SKIP assets/node_modules is not installed');
  process.exit(0);
}
const vega = await import(module('vega/index.js'));
const vegaLite = await import(module('vega-lite/build/index.js'));

// A logger that remembers.
function listener() {
  const said = [];
  const say = (...words) => { said.push(words.join(' ')); return logger; };
  const logger = {warn: say, error: say, info: () => logger, debug: () => logger, level: () => logger};
  return {said, logger};
}

// The rows of data with a sentence, at any depth.
function rowsOf(tree, into = []) {
  if (tree === null || typeof tree !== 'object') return into;
  if (typeof tree.says === 'string') into.push(tree);
  for (const branch of Object.values(tree)) rowsOf(branch, into);
  return into;
}

const unescape = (text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"')
  .replace(/&amp;/g, '&');

function compile(spec, config, faults) {
  const {said, logger} = listener();
  const compiled = vegaLite.compile(spec, {logger, config}).spec;
  faults.push(...said.map((words) => `it warns: ${words}`));
  return compiled;
}

// A chart in a file of its own is drawn.
async function checkFile(file, faults) {
  const spec = JSON.parse(readFileSync(join(golden, file), 'utf8'));
  const compiled = compile(spec, undefined, faults);
  const {said, logger} = listener();
  const view = new vega.View(vega.parse(compiled, null, {ast: true}),
    {renderer: 'none', expr: vega.expressionInterpreter, logger});
  const svg = await view.toSVG();
  faults.push(...said.map((words) => `it warns: ${words}`));
  if (/NaN|Infinity|undefined/.test(svg)) faults.push('the drawing has a number that is none');
  if (/var\(|url\(#too/.test(svg)) faults.push('a chart alone has a colour of the page');
  const labels = [...svg.matchAll(/aria-label="([^"]*)"/g)].map((match) => unescape(match[1]));
  const series = JSON.stringify(spec).includes('"style":"series"'); // a gap is not drawn
  for (const row of rowsOf(spec))
    if (!(series && row.why) && !labels.includes(row.says))
      faults.push(`it does not say "${row.says}"`);
  if (typeof spec.description !== 'string' || compiled.description !== spec.description)
    faults.push('it has no description');
}

// The charts of a page are drawn by a browser; here they are compiled.
async function checkPage(file, faults) {
  const page = readFileSync(join(golden, file), 'utf8');
  const json = (name) => [...page.matchAll(
    new RegExp(`<script type="application/json" class="${name}">(.*?)</script>`, 'gs'))]
    .map((match) => JSON.parse(match[1]));
  const [config] = json('chart-config');
  const specs = json('chart-spec');
  if (specs.length === 0) faults.push('it has no charts');
  for (const spec of specs) vega.parse(compile(spec, config, faults), null, {ast: true});
}

const files = readdirSync(golden).filter((file) => /\.(vl\.json|html)$/.test(file)).sort();
console.log(`1..${files.length}`);
let failed = files.length === 0;
for (const [i, file] of files.entries()) {
  const faults = [];
  await (file.endsWith('.html') ? checkPage : checkFile)(file, faults)
    .catch((error) => faults.push(String(error.stack)));
  console.log(`${faults.length === 0 ? 'ok' : 'not ok'} ${i + 1} - ${file}`);
  faults.forEach((fault) => console.log(`# ${fault}`));
  failed ||= faults.length > 0;
}
process.exit(failed ? 1 : 0);
