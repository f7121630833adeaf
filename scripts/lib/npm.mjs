// Runs npm: the one that runs this script, or else the one on the PATH.
import path from "node:path";
import { run } from "./processes.mjs";

const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];

/**
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<void>} rejects when npm fails
 */
export async function npm(args, cwd) {
  const cli = process.env.npm_execpath;
  const own = cli !== undefined && path.basename(cli) === "npm-cli.js";
  const [command, first] = own ? [process.execPath, [cli]] : ["npm", []];
  // On Windows, npm is a batch file and needs a shell.
  const shell = !own && process.platform === "win32";
  const { code } = await run(command, [...first, ...args, ...quiet], {
    cwd,
    shell,
    // Hide success messages ("added 165 packages"), but show errors.
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (code !== 0) throw new Error(`npm ${args[0]} failed with exit code ${code}. See its messages above.`);
}
