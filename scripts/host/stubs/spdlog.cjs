/** What the server uses of @vscode/spdlog, appending lines to the log file. */
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

class Logger {
  /** @param {string} _kind @param {string} _name @param {string} file */
  constructor(_kind, _name, file) {
    /** @type {string | undefined} */
    this.file = file;
    this.level = LEVELS.indexOf('info');
    mkdirSync(dirname(file), { recursive: true });
    const methods = LEVELS.map((level, rank) => [level, (/** @type {string} */ message) => this.append(rank, message)]);
    Object.assign(this, Object.fromEntries(methods));
  }

  /** @param {number} rank @param {string} message */
  append(rank, message) {
    if (rank >= this.level && this.file) {
      appendFileSync(this.file, `${new Date().toISOString()} [${LEVELS[rank]}] ${message}\n`);
    }
  }

  getLevel() {
    return this.level;
  }

  /** @param {number} level */
  setLevel(level) {
    this.level = level;
  }

  clearFormatters() {}
  setPattern() {}
  flush() {}

  drop() {
    this.file = undefined;
  }
}

const createLogger = (/** @type {string} */ kind) => async (/** @type {string} */ name, /** @type {string} */ file) =>
  new Logger(kind, name, file);

// One assignment a name: the server imports this as an ES module, and Node finds only such names.
exports.version = 0;
exports.Logger = Logger;
exports.createRotatingLogger = createLogger('rotating');
exports.createAsyncRotatingLogger = createLogger('rotating_async');
exports.setLevel = () => {};
exports.setFlushOn = () => {};
