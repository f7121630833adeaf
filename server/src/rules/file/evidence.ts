/** Sources for what the AWS CLI does with a file before it sends a request. */
export const CLI_TESTS = "Tests with AWS CLI 1.45.11 and 2.9.19";
export const CLI_2_TESTS = "Tests with AWS CLI 2.9.19";
