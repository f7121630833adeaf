import type { InputRule } from "../engine/rule";
import { put } from "../shared/examples";
import { typeOf } from "../shared/restType";
import { guide } from "../shared/sources";
import { HTTP_PROXY, LAMBDA_PROXY } from "./examples";
import { remove } from "./fixes";
import { backendOf, PUT } from "./integration";

const GUIDE = guide("api-gateway-extensions-integration-tls-config");

export const verificationSkipped: InputRule = {
  code: "AG1042",
  title: "Certificate not verified",
  severity: "warning",
  description:
    "With `insecureSkipVerification`, API Gateway accepts certificates that are not issued by a trusted certificate authority, so an attacker can impersonate the backend. Only use it for a private backend with a self-signed certificate or a private certificate authority.",
  confidence: "docs",
  sources: [GUIDE],
  bad: put({ ...HTTP_PROXY, tlsConfig: { insecureSkipVerification: true } }),
  good: put({ ...HTTP_PROXY, tlsConfig: { insecureSkipVerification: false } }),
  on: "input",
  operations: PUT,
  check(input, report) {
    if (backendOf(typeOf(input)) !== "http") return;
    for (const { key, value } of input.entries("tlsConfig")) {
      if (key.value !== "insecureSkipVerification" || value?.kind !== "boolean" || !value.value) continue;
      report({
        span: value.span,
        message: "API Gateway does not verify the certificate, so an attacker can impersonate the backend.",
      });
    }
  },
};

export const tlsConfigUnused: InputRule = {
  code: "AG1043",
  title: "tlsConfig requires an HTTP type",
  severity: "error",
  description: "`tlsConfig` is only supported for HTTP backends: types `HTTP` and `HTTP_PROXY`.",
  confidence: "docs",
  sources: [GUIDE],
  bad: put({ ...LAMBDA_PROXY, tlsConfig: { insecureSkipVerification: false } }),
  good: put({ ...HTTP_PROXY, tlsConfig: { insecureSkipVerification: false } }),
  on: "input",
  operations: PUT,
  check(input, report) {
    const tls = input.member("tlsConfig");
    const type = input.string("type");
    const backend = backendOf(typeOf(input));
    if (!tls || !type || !backend || backend === "http") return;
    report({
      span: tls.key.span,
      message: `${type.value} does not support tlsConfig. Use HTTP or HTTP_PROXY, or remove the member.`,
      related: [{ span: type.span, message: "The type is specified here." }],
      fixes: [remove(tls, input.root)],
    });
  },
};
