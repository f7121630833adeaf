/** Messages in the words of a host: rules name members as AWS does, and a host often spells them differently. */

/**
 * A word that may be the name of a member, with a member of that structure after a dot: `tlsConfig.serverNameToVerify`.
 * Not a word inside a path, an option, a variable or static text: `$context.x`, `--uri`, `'uri'`.
 */
const WORD = /(?<![\w$.'/-])(?:([Aa])n? )?([A-Za-z]\w+)(?:\.(\w+))?(?![\w'/-])/g;

/** The names of members that are also English words. */
const ENGLISH: ReadonlySet<string> = new Set(["type", "credentials"]);

/** What comes before such a word where it is a name: `requires type HTTP`, `Insert credentials`. */
const BEFORE_NAME = /(?:^|\b(?:Insert|Set|Remove|Missing|ignores|requires?|valid) )"?$/;

/** What follows such a word where it is a name: `type AWS_PROXY`. */
const AFTER_NAME = /^ "?[A-Z]{3}/;

/** Returns the sentence with the host's names of members instead of AWS's. */
export function spellNames(text: string, names: ReadonlyMap<string, string>): string {
  if (names.size === 0) return text;
  return text.replace(
    WORD,
    (found, article: string | undefined, name: string, inner: string | undefined, at) => {
      const own = names.get(name);
      if (own === undefined) return found;
      const start = at + (article ? found.indexOf(" ") + 1 : 0);
      const end = start + name.length;
      if (ENGLISH.has(name) && !isName(text, start, end)) return found;
      const path = inner === undefined ? own : `${own}.${innerName(name, inner, names)}`;
      return article === undefined ? path : `${withArticle(article, own)} ${path}`;
    },
  );
}

function isName(text: string, start: number, end: number): boolean {
  return BEFORE_NAME.test(text.slice(0, start)) || AFTER_NAME.test(text.slice(end));
}

/** The members of a map are its own, so only those of a structure have another name. */
function innerName(name: string, inner: string, names: ReadonlyMap<string, string>): string {
  return /^tlsConfig$/i.test(name) ? (names.get(inner) ?? inner) : inner;
}

function withArticle(article: string, name: string): string {
  // "a uri", but "an integration".
  return /^(?:[aeio]|u(?!ri))/i.test(name) ? `${article}n` : article;
}
