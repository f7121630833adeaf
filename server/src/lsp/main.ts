/**
 * The language server's process. Connects to an editor over IPC, standard input and output, or a socket, and opens
 * no other connection.
 */
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { provideHcl } from "../hcl";
import { startServer } from "./server";

provideHcl();

const usage = "Usage: node server.js --stdio | --node-ipc | --socket=PORT";

if (process.argv.slice(2).some((flag) => /^--(stdio|node-ipc|socket|pipe)/.test(flag))) {
  startServer(createConnection(ProposedFeatures.all));
} else {
  console.error(usage);
  process.exitCode = 2;
}
