// Runs test/vscode/keystrokes: mocha in Node.js, driving VS Code in a headless browser.
// Arguments: the tally file, and options for mocha.
import { chromium } from "playwright-core";
import { bundleOf, testFiles } from "../../../scripts/lib/bundle-tests.mjs";
import { findChromium } from "../../../scripts/lib/chromium.mjs";
import { mochaCommand } from "../../../scripts/lib/mocha.mjs";
import { failuresDir, node24, root } from "../../../scripts/lib/paths.mjs";
import { run } from "../../../scripts/lib/processes.mjs";
import { temporaryDir } from "../../../scripts/lib/temporary.mjs";
import { startServerForTests } from "./browser.mjs";
import { workbenchUrl } from "./workbench-url.mjs";

const [tallyFile = "", ...mochaArgs] = process.argv.slice(2);
const bundles = testFiles("test/vscode/keystrokes").map(bundleOf);

// The emulator accepts any credentials; the machine's own must not be used.
Object.assign(process.env, {
  AWS_ACCESS_KEY_ID: "key",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_REGION: "us-east-1",
  AWS_CONFIG_FILE: "/nowhere/config",
  AWS_SHARED_CREDENTIALS_FILE: "/nowhere/credentials",
});
delete process.env.AWS_PROFILE;

const server = await startServerForTests();
const browser = await chromium.launchServer(await findChromium());
const { code } = await run(node24(), mochaCommand(bundles, tallyFile, ["--timeout", "60000", ...mochaArgs]), {
  cwd: root,
  env: {
    ...process.env,
    APIGW_TEST_BROWSER: browser.wsEndpoint(),
    APIGW_TEST_ADDRESS: workbenchUrl(server.port),
    APIGW_TEST_SERVER_PID: String(server.process.pid),
    APIGW_TEST_TEMPORARY: temporaryDir(),
    APIGW_TEST_BACKUPS: server.backups,
    APIGW_TEST_FAILURES: failuresDir,
  },
});
await browser.close();
await server.stop();
process.exitCode = code;
