import { type Connection, ErrorCodes, ResponseError, type TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { deadline } from "../deadline";
import {
  DEBUG_BREAKPOINTS_REQUEST,
  DEBUG_END_NOTIFICATION,
  DEBUG_EVALUATE_REQUEST,
  DEBUG_MEMBERS_REQUEST,
  DEBUG_PLACES_REQUEST,
  DEBUG_REFERENCES_REQUEST,
  DEBUG_RUN_REQUEST,
  DEBUG_SCOPES_REQUEST,
  DEBUG_SET_REQUEST,
  DEBUG_START_REQUEST,
  DEBUG_TARGET_REQUEST,
  type DebugBreakpointsParams,
  type DebugBreakpointsResult,
  type DebugEndParams,
  type DebugEvaluateParams,
  type DebugEvaluateResult,
  type DebugMembersParams,
  type DebugMembersResult,
  type DebugPlacesParams,
  type DebugPlacesResult,
  type DebugReferencesParams,
  type DebugReferencesResult,
  type DebugRunParams,
  type DebugRunResult,
  type DebugScopesParams,
  type DebugScopesResult,
  type DebugSetParams,
  type DebugSetResult,
  type DebugStartParams,
  type DebugStartResult,
  type DebugTargetParams,
  type DebugTargetResult,
} from "../protocol";
import { DebugSession, referencesBetween } from "../service";
import { DebugTargets } from "./debugTargets";
import type { FileAt } from "./inputs";
import type { Previewables } from "./previewables";

/** The time limit of one run, in milliseconds. The server does nothing else in the meantime. */
const RUN_TIME = 1000;

/** More sessions than anybody has at the same time. The oldest is dropped, in case its client never ended it. */
const MOST_SESSIONS = 20;

/** Registers the debugger of templates. */
export function registerDebug(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  fileAt: FileAt,
  previewables: Previewables,
): void {
  const targets = new DebugTargets(documents, fileAt, previewables);
  const sessions = new Map<number, DebugSession>();
  let last = 0;

  const sessionOf = ({ session }: { readonly session: number }): DebugSession => {
    const found = sessions.get(session);
    if (found) return found;
    throw new ResponseError(ErrorCodes.InvalidRequest, "The debug session has ended.");
  };

  connection.onRequest<DebugTargetResult, void>(
    DEBUG_TARGET_REQUEST,
    (params: DebugTargetParams): Promise<DebugTargetResult> => targets.find(params),
  );

  connection.onRequest<DebugStartResult, void>(
    DEBUG_START_REQUEST,
    async (params: DebugStartParams): Promise<DebugStartResult> => {
      const subject = await targets.subject(params);
      if ("message" in subject) return { kind: "refused", message: subject.message };
      const session = ++last;
      sessions.set(session, new DebugSession(subject, () => deadline(RUN_TIME)));
      for (const oldest of sessions.keys()) {
        if (sessions.size <= MOST_SESSIONS) break;
        sessions.delete(oldest);
      }
      return { kind: "started", session };
    },
  );

  connection.onRequest<DebugRunResult, void>(DEBUG_RUN_REQUEST, (params: DebugRunParams): DebugRunResult => {
    const session = sessionOf(params);
    session.stopAtProblems(params.stopAt);
    return session.run(params.command);
  });

  connection.onRequest(
    DEBUG_BREAKPOINTS_REQUEST,
    (params: DebugBreakpointsParams): DebugBreakpointsResult =>
      sessionOf(params)
        .setBreakpoints(params.uri, params.breakpoints)
        .map((each) => {
          const { id } = each;
          return "message" in each ? { id, message: each.message } : { id, place: each.place };
        }),
  );

  connection.onRequest(
    DEBUG_PLACES_REQUEST,
    (params: DebugPlacesParams): DebugPlacesResult =>
      sessionOf(params).stopPlaces(params.uri, params.from, params.to),
  );

  connection.onRequest(
    DEBUG_SCOPES_REQUEST,
    (params: DebugScopesParams): DebugScopesResult =>
      sessionOf(params).variables()?.scopes(params.loop) ?? [],
  );

  connection.onRequest(
    DEBUG_MEMBERS_REQUEST,
    (params: DebugMembersParams): DebugMembersResult =>
      sessionOf(params).variables()?.members(params.reference, params.start, params.count) ?? [],
  );

  connection.onRequest<DebugEvaluateResult, void>(
    DEBUG_EVALUATE_REQUEST,
    (params: DebugEvaluateParams): DebugEvaluateResult =>
      sessionOf(params).evaluate(params.text, params.detail),
  );

  connection.onRequest<DebugSetResult, void>(DEBUG_SET_REQUEST, (params: DebugSetParams): DebugSetResult => {
    const session = sessionOf(params);
    return session.set(params.target, params.text) ?? session.evaluate(params.target, "short");
  });

  connection.onNotification(DEBUG_END_NOTIFICATION, ({ session }: DebugEndParams) => {
    sessions.delete(session);
  });

  connection.onRequest(
    DEBUG_REFERENCES_REQUEST,
    async ({ uri, range }: DebugReferencesParams): Promise<DebugReferencesResult> => {
      const file = await fileAt(uri);
      if (!file) return [];
      const { analysis, document } = file;
      const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) + 1 };
      return referencesBetween(analysis, span).map((reference) => ({
        range: analysis.lines.range(reference.span),
        text: reference.text,
      }));
    },
  );
}
