import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { inProject } from '../project.mjs';
import { COPIED_PACKAGES } from './assets.mjs';

/** The package that a bundled file comes from: the part after the last `node_modules/`. */
const PACKAGE_OF_INPUT = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//;

/**
 * Folders of the packages that are really in the bundles.
 *
 * @param {readonly import('esbuild').Metafile[]} metafiles
 */
function bundledPackages(metafiles) {
  const folders = new Set(COPIED_PACKAGES.map((name) => `node_modules/${name}`));
  for (const { outputs } of metafiles) {
    for (const { inputs } of Object.values(outputs)) {
      for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
        const found = PACKAGE_OF_INPUT.exec(input);
        if (found && bytesInOutput > 0) folders.add(found[0].slice(0, -1));
      }
    }
  }
  return [...folders].sort();
}

/** @param {string} folder */
function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(inProject(folder, 'package.json'), 'utf8'));
  const file = readdirSync(inProject(folder)).find((entry) => /^(licen[cs]e|copying)(\.|$)/i.test(entry));
  const text = file ? readFileSync(inProject(folder, file), 'utf8').trim() : `Licensed under ${license}.`;
  return `${name} ${version} (${license})\n\n${text}\n`;
}

/** Licences of what a package ships in compiled form without saying so: the grammar inside @vscode/tree-sitter-wasm. */
function compiledIn() {
  const folder = inProject('scripts', 'build', 'licences');
  return readdirSync(folder).map(
    (file) => `${basename(file, '.txt')}\n\n${readFileSync(`${folder}/${file}`, 'utf8').trim()}\n`,
  );
}

/**
 * Writes the licences of what the package ships, read from the packages themselves.
 *
 * @param {readonly import('esbuild').Metafile[]} metafiles
 */
export function writeNotices(metafiles) {
  const folders = bundledPackages(metafiles).filter((folder) => existsSync(inProject(folder, 'package.json')));
  const rule = `\n${'-'.repeat(80)}\n\n`;
  const head = 'Init Lens ships the following third-party software.\n';
  writeFileSync(
    inProject('dist', 'THIRD_PARTY_NOTICES.txt'),
    [head, ...folders.map(notice), ...compiledIn()].join(rule),
  );
}
