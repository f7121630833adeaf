import { loadSharedConfigFiles } from "@smithy/core/config";
import type { SharedConfig } from "../sharedConfig";

/**
 * Reads the AWS CLI's config and credentials files as the SDK does. Reads them again each time, because people
 * edit them while an editor is open; a file that is missing or cannot be parsed counts as empty. Of the
 * credentials only the profiles' names are kept.
 */
export async function readSharedConfig(): Promise<SharedConfig> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  return { config: configFile, credentialNames: Object.keys(credentialsFile) };
}
