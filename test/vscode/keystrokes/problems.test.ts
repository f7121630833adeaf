import * as assert from "node:assert/strict";
import { useEditor } from "../support/page/useEditor";

describe("problems", () => {
  const editor = useEditor();

  it("are not shown in a valid file", async () => {
    await editor().openFile("integration-params.json");
    await editor().languageStatus.waitFor();
    assert.equal(await editor().squiggles.count(), 0);
  });

  it("are underlined, and explained on hover", async () => {
    await editor().openFile("broken.integration.json");
    await editor().squiggles.first().waitFor();
    assert.match(await editor().hover("IntegrationUrl"), /Did you mean "IntegrationUri"\?.*AG0003/);
  });

  it("are explained in the editor on request, with the AWS error message", async () => {
    await editor().goTo(5, 24);
    assert.match(
      await editor().viewProblem(),
      /VPC_LINK requires ConnectionId.*AWS answers: ConnectionId must be set/s,
    );
    await editor().picture("diagnostics", 360);
    await editor().press("Escape");
  });

  it("are listed in the Problems panel", async () => {
    await editor().showProblems();
    const problem = editor().problems.filter({ hasText: "IntegrationUrl" });
    await problem.waitFor();
    assert.match((await problem.textContent()) ?? "", /Did you mean "IntegrationUri"\?.*AG0003/);
  });

  it("disappear after a quick fix", async () => {
    await editor().openFile("broken.integration.json");
    await editor().goTo(3, 6);
    await editor().quickFix("IntegrationUri");
    await editor().problems.filter({ hasText: "IntegrationUrl" }).waitFor({ state: "detached" });
    await editor().save();
    assert.match(await editor().readFile("broken.integration.json"), /^ {2}"IntegrationUri": "https:/m);
  });
});
