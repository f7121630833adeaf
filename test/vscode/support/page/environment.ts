import * as assert from "node:assert/strict";

/** What the launcher of these tests tells them. */
export const environment = {
  /** Where the browser listens. */
  browser: read("APIGW_TEST_BROWSER"),
  /** VS Code with the extension in it; only the parameter `folder` is missing. */
  address: read("APIGW_TEST_ADDRESS"),
  serverPid: Number(read("APIGW_TEST_SERVER_PID")),
  /** A folder that is gone after the tests. */
  temporary: read("APIGW_TEST_TEMPORARY"),
  /** Where screenshots of failed tests go. */
  failures: read("APIGW_TEST_FAILURES"),
  /** Whether the README's screenshots are wanted. */
  takesScreenshots: process.env.APIGW_SCREENSHOTS === "1",
};

function read(name: string): string {
  const value = process.env[name];
  assert.ok(value, `${name} is set by the launcher; run the tests with npm test -- keys`);
  return value;
}
