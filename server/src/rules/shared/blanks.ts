/** Values that fixes insert. AG4008 asks to replace what is in angle brackets. */

export const ROLE_BLANK = "arn:aws:iam::<account>:role/<role>";
export const VPC_LINK_BLANK = "<vpc-link-id>";

/** Returns a target for an integration type, with blanks to fill in. */
export function targetBlank(type: string): string {
  switch (type) {
    case "AWS":
      return "arn:aws:apigateway:<region>:<service>:path/<path>";
    case "AWS_PROXY":
      return "arn:aws:lambda:<region>:<account>:function:<function>";
    default:
      return "https://<host>";
  }
}
