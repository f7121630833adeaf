/** The codes of the problems that a simulation reports, and a test may expect. */
import { RENDER_CODES } from "../vtl/problemCodes";

/** What goes wrong besides the templates themselves. */
const SIMULATION_CODES = [
  "VTL-json",
  "assumedProtocol",
  "assumedTemplate",
  "badBody",
  "badMapping",
  "badPattern",
  "badStatus",
  "binaryTemplate",
  "droppedHeader",
  "lineBreakInError",
  "mockStatus",
  "noIntegrationResponse",
  "proxyResponse",
  "refusedHeader",
  "severalResponses",
  "unresolvedParameter",
  "unsetStageVariable",
  "unsupportedMediaType",
];

export const PROBLEM_CODES: readonly string[] = [...new Set([...RENDER_CODES, ...SIMULATION_CODES])].sort();
