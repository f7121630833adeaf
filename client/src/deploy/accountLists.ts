import type * as vscode from "vscode";
import type { ApiGateway, IntegrationResponse } from "../../../deployment/src";
import type { AccountListsParams } from "../../../server/src/protocol";
import type { Listed, ListedRole } from "../../../server/src/service";
import type { LanguageServer } from "../languageServer";
import { integrationLabel } from "./integrationLabel";

const KEY = "apigw.aws.lists";

type Lists = { -readonly [Key in keyof AccountListsParams]: AccountListsParams[Key] };

/**
 * The IDs and ARNs that AWS listed while the user worked: in the views, in questions, for plans. The language server
 * offers them while typing. Nothing is read for this purpose only. Kept in the workspace state, and forgotten when
 * another profile or region is selected.
 */
export class AccountLists {
  #lists: Lists;

  constructor(
    private readonly state: vscode.Memento,
    private readonly server: LanguageServer,
  ) {
    this.#lists = state.get<Lists>(KEY, {});
    server.sendAccountLists(this.#lists);
  }

  /** Returns the gateway, remembering what it lists from now on. */
  observed(gateway: ApiGateway): ApiGateway {
    const learn = async <T>(read: Promise<T>, lists: (answer: T) => Lists): Promise<T> => {
      const answer = await read;
      await this.#learn(lists(answer));
      return answer;
    };
    return {
      ...gateway,
      listApis: () =>
        learn(gateway.listApis(), (apis) => ({
          apis: apis.map(({ id, name, protocol }) => ({ id, name, protocol })),
        })),
      listVpcLinks: () =>
        learn(gateway.listVpcLinks(), (links) => ({
          vpcLinks: links.map(({ id, name, family }) => ({ id, name, family })),
        })),
      listIntegrations: (apiId) =>
        learn(gateway.listIntegrations(apiId), (integrations) => {
          const items = integrations.map(({ id, members }) => ({ id, name: integrationLabel(members) }));
          return { integrations: { ...this.#lists.integrations, [apiId]: items } };
        }),
      listIntegrationResponses: (apiId, integrationId) =>
        learn(gateway.listIntegrationResponses(apiId, integrationId), (responses) => ({
          responses: { ...this.#lists.responses, [integrationId]: responses.map(responseItem) },
        })),
      listResources: (restApiId) =>
        learn(gateway.listResources(restApiId), (resources) => {
          const items = resources.map(({ id, path }) => ({ id, name: path }));
          return { resources: { ...this.#lists.resources, [restApiId]: items } };
        }),
      listFunctions: (limits) =>
        learn(gateway.listFunctions(limits), ({ items }) => ({
          functions: items.map(({ arn, name }): Listed => ({ id: arn, name })),
        })),
      listRoles: (limits) =>
        learn(gateway.listRoles(limits), ({ items }) => ({
          roles: items.map(({ arn, ...role }): ListedRole => ({ id: arn, ...role })),
        })),
    };
  }

  /** Forgets everything: it belongs to another account or region. */
  async forget(): Promise<void> {
    this.#lists = {};
    await this.#keep();
  }

  async #learn(found: Lists): Promise<void> {
    this.#lists = { ...this.#lists, ...found };
    await this.#keep();
  }

  async #keep(): Promise<void> {
    this.server.sendAccountLists(this.#lists);
    await this.state.update(KEY, this.#lists);
  }
}

function responseItem({ id, members }: IntegrationResponse): Listed {
  return { id, name: String(members.IntegrationResponseKey ?? "") };
}
