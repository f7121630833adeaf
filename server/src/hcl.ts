/** Makes Terraform's language known. Its parser is large, and loaded with the first file that needs it. */
import { hclFormat } from "./hosts/terraform/format";
import { provideFormat } from "./syntax/formats";

/** Lets `parse` and `edit` load the support of HCL when they need it. Called once, by whoever starts. */
export function provideHcl(): void {
  // A bundle of its own, next to the one that this is in. It is loaded at once, because analyses do not wait.
  provideFormat("hcl", () =>
    hclFormat((require("./hclParser") as typeof import("./hclParser")).createParser()),
  );
}
