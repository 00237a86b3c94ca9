import { simulate } from '../../../src/simulation/simulate.ts';
import { application } from '../applications.ts';

/** Prints by how many megabytes one draw of ResNet50, batch 32 or what memory allows, makes this process grow at most. */
const graph = application('ResNet50', 64);
const before = process.memoryUsage().rss;
let most = before;
const run = simulate(graph, { seeds: 1, seed: 1, batch: 32, input: 'normal' });
while (run.next().done !== true) most = Math.max(most, process.memoryUsage().rss);
console.log(((most - before) / 1e6).toFixed(0));
