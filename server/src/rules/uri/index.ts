import type { InputRule } from "../engine/rule";
import { roleOfOtherAccount } from "./accounts";
import { badCloudMap, otherPartition, otherRegion } from "./arn";
import { badField } from "./fields";
import { badInvocation, doubleSlash, variableAcrossAccounts, variableFunction } from "./lambda";
import { dollarStageVariable, quotedVariable } from "./quoted";
import { notRole } from "./roles";
import { badStageVariable, leftPlaceholder } from "./variables";
import { variableForArn } from "./wholeVariable";

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
  variableForArn,
  badField,
  notRole,
  quotedVariable,
  roleOfOtherAccount,
];
