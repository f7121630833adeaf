/** The core as a bundle of its own, which those bundles share that need all of it. */
export { provideHcl } from "./hcl";
export * from "./service";
