import * as assert from "node:assert/strict";
import { environment } from "../support/page/environment";
import { useEditor } from "../support/page/useEditor";
import { languageServersUnder } from "../support/processes";

describe("a language server that crashes", () => {
  const editor = useEditor();

  it("is restarted, and the user is notified", async () => {
    await editor().openFile("broken.integration.json");
    await editor().squiggles.first().waitFor();
    const servers = await languageServersUnder(environment.serverPid);
    assert.ok(servers.length > 0, "a server is running");
    for (const server of servers) process.kill(server, "SIGKILL");

    await editor().showNotifications();
    await editor().notifications.filter({ hasText: "language server stopped" }).waitFor();
    await editor().squiggles.first().waitFor();
  });
});
