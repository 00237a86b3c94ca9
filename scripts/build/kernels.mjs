import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { inProject, ROOT } from '../project.mjs';

const SOURCE = 'src/simulation/kernels/assembly/index.ts';
const TARGET = inProject('src', 'simulation', 'kernels', 'compiled.ts');

/**
 * @param {string} source path of an AssemblyScript file within the project
 * @returns {Promise<Buffer>} WebAssembly with SIMD
 */
export async function compile(source) {
  const { default: asc } = await import('assemblyscript/asc');
  /** @type {Map<string, Uint8Array | string>} */
  const written = new Map();
  const { error, stderr } = await asc.main(
    [
      source,
      '-O3',
      '--runtime',
      'stub',
      '--importMemory',
      '--enable',
      'simd',
      '--noAssert',
      '--outFile',
      'kernels.wasm',
    ],
    {
      readFile: (name, folder) => {
        const path = inProject(folder === '.' ? '' : (folder ?? ''), name);
        return existsSync(path) ? readFileSync(path, 'utf8') : null;
      },
      writeFile: (name, contents) => {
        written.set(name, contents);
      },
      listFiles: () => [],
    },
  );
  const binary = written.get('kernels.wasm');
  if (error || binary === undefined) throw new Error(`${source} does not compile.\n${stderr.toString()}`);
  return Buffer.from(binary);
}

/** The module that holds the kernels' bytes: no bundle has to load a file, and tests find them without a build. */
export async function kernelsModule() {
  const text = (await compile(SOURCE)).toString('base64');
  return `/** Made by scripts/build/kernels.mjs from assembly/; \`npm run build\` renews it, and a test holds the two together. */
export const KERNELS =
  '${text}';
`;
}

/** Compiles the kernels anew; the file is written only where they have changed. */
export async function buildKernels() {
  const text = await kernelsModule();
  if (!existsSync(TARGET) || readFileSync(TARGET, 'utf8') !== text) writeFileSync(TARGET, text);
}

if (process.argv[1] === inProject('scripts', 'build', 'kernels.mjs')) {
  process.chdir(ROOT);
  await buildKernels();
}
