import type { InputRule } from "../engine/rule";
import { badCloudMap, otherPartition, otherRegion } from "./arn";
import { badInvocation, doubleSlash, variableAcrossAccounts, variableFunction } from "./lambda";
import { badStageVariable, dollarStageVariable, leftPlaceholder } from "./variables";

/** The rules for URIs and ARNs, in the order of their codes. */
export const uriRules: readonly InputRule[] = [
  otherPartition,
  otherRegion,
  badInvocation,
  doubleSlash,
  badStageVariable,
  variableAcrossAccounts,
  variableFunction,
  leftPlaceholder,
  badCloudMap,
  dollarStageVariable,
];
