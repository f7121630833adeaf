import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Returns the process IDs of language servers that are descendants of a process. */
export async function languageServersUnder(ancestor: number): Promise<readonly number[]> {
  const all = process.platform === "linux" ? await fromProc() : await fromPs();
  const parents = new Map(all.map(({ pid, parent }) => [pid, parent]));
  const isUnder = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === ancestor || isUnder(parent));
  };
  return all
    .filter(({ pid, command }) => /dist[\\/]server\.js/.test(command) && isUnder(pid))
    .map(({ pid }) => pid);
}

/** Reads `/proc`, because minimal Linux systems have no `ps`. */
async function fromProc(): Promise<readonly Process[]> {
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const processes = await Promise.all(
    ids.map(async (id): Promise<Process | undefined> => {
      try {
        const command = await readFile(`/proc/${id}/cmdline`, "utf8");
        const status = await readFile(`/proc/${id}/status`, "utf8");
        return { pid: Number(id), parent: Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]), command };
      } catch {
        // The process has ended in the meantime.
        return undefined;
      }
    }),
  );
  return processes.filter((found) => found !== undefined);
}

async function fromPs(): Promise<readonly Process[]> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,args="]);
  return stdout.split("\n").flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}
