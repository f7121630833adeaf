// Decides which VS Code runs the extension tests: desktop or browser.

const updateServer = "https://update.code.visualstudio.com";
const probeLimitMs = 3000;

/** @returns {Promise<"electron" | "browser">} */
export async function chooseEditor() {
  const wanted = process.env.APIGW_TEST_VSCODE;
  if (wanted === "electron" || wanted === "browser") return wanted;
  if (wanted) throw new Error(`Invalid APIGW_TEST_VSCODE "${wanted}". Expected "electron" or "browser".`);
  return hasDisplay() && (await canDownload()) ? "electron" : "browser";
}

function hasDisplay() {
  return process.platform !== "linux" || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

async function canDownload() {
  try {
    await fetch(updateServer, { method: "HEAD", signal: AbortSignal.timeout(probeLimitMs) });
    return true;
  } catch {
    return false;
  }
}
