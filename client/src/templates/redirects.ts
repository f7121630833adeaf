import * as vscode from "vscode";
import { printAddress, readAddress } from "../../../server/src/service";
import type { TemplateLocation } from "./templateUri";

const KEY = "apigw.movedTemplates";

/** More are forgotten, the oldest first: documents that are still open were moved lately. */
const MAX_REDIRECTS = 100;

/**
 * Where templates have moved that documents show under their old address: an unsaved document cannot get another one.
 * Kept for the workspace, because VS Code restores unsaved documents after a restart.
 */
export class Redirects {
  constructor(private readonly memento: vscode.Memento) {}

  add(from: TemplateLocation, to: TemplateLocation): void {
    const known = Object.entries(this.#all()).filter(([address]) => address !== print(from));
    const all = [...known, [print(from), print(to)]].slice(-MAX_REDIRECTS);
    void this.memento.update(KEY, Object.fromEntries(all));
  }

  /** Returns where the template has moved; undefined if it has not. */
  of(from: TemplateLocation): TemplateLocation | undefined {
    const all = this.#all();
    const address = Object.hasOwn(all, print(from)) ? all[print(from)] : undefined;
    const read = address === undefined ? undefined : readAddress(address);
    return read && { host: vscode.Uri.parse(read.host), path: read.path };
  }

  delete(from: TemplateLocation): void {
    const all = this.#all();
    if (!Object.hasOwn(all, print(from))) return;
    void this.memento.update(
      KEY,
      Object.fromEntries(Object.entries(all).filter(([address]) => address !== print(from))),
    );
  }

  #all(): Readonly<Record<string, string>> {
    return this.memento.get<Record<string, string>>(KEY, {});
  }
}

function print({ host, path }: TemplateLocation): string {
  return printAddress({ host: host.toString(), path });
}
