// `npm run package`: makes apigateway-integrations.vsix.
import { packageExtension } from "./lib/extension-package.mjs";

await packageExtension();
