/** The workspace state's key of the profile and region that the user has selected. */
export const CHOICE_KEY = "apigw.aws.choice";
