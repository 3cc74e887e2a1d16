import { Argument, type Command } from 'commander';

/** Shells whose completion there is. */
const shells = ['bash', 'zsh', 'fish'] as const;

/** Adds `completion`, which prints what a shell completes the command line by. Load it with `source <(sluis completion bash)`. */
export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('Prints the completion for a shell, for a command named `sluis`: source <(sluis completion bash).')
    .addArgument(new Argument('<shell>').choices(shells))
    .action((shell: (typeof shells)[number]) => void process.stdout.write(scripts[shell](wordsOf(program))));
}

/** What may follow each command: `campaign approve` to its options, `campaign` to its commands. */
type Words = readonly (readonly [path: string, words: readonly string[]])[];

function wordsOf(command: Command, path: readonly string[] = []): Words {
  const own = [...command.commands.map((inner) => inner.name()), ...command.options.flatMap(({ long }) => (long ? [long] : [])), '--help'];
  return [[path.join(' '), own], ...command.commands.flatMap((inner) => wordsOf(inner, [...path, inner.name()]))];
}

const scripts: Readonly<Record<(typeof shells)[number], (words: Words) => string>> = {
  bash: (words) => `_sluis() {
  local path="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do [[ $word == -* ]] || path="\${path:+$path }$word"; done
  while :; do
    case "$path" in
${words.map(([path, own]) => `      "${path}") COMPREPLY=($(compgen -W "${own.join(' ')}" -- "\${COMP_WORDS[COMP_CWORD]}")); return ;;`).join('\n')}
    esac
    # Of what is no command, what stands before it counts.
    [[ $path == *" "* ]] && path="\${path% *}" || path=""
  done
}
complete -F _sluis sluis
`,
  zsh: (words) => `#compdef sluis
_sluis() {
  local typed="\${(j: :)\${words[2,CURRENT-1]:#-*}}"
  while :; do
    case "$typed" in
${words.map(([path, own]) => `      "${path}") compadd -- ${own.join(' ')}; return ;;`).join('\n')}
    esac
    [[ $typed == *" "* ]] && typed="\${typed% *}" || typed=""
  done
}
compdef _sluis sluis
`,
  fish: (words) =>
    words
      .flatMap(([path, own]) =>
        own.map((word) => {
          const after =
            path === ''
              ? '__fish_use_subcommand'
              : path
                  .split(' ')
                  .map((each) => `__fish_seen_subcommand_from ${each}`)
                  .join('; and ');
          return word.startsWith('--')
            ? `complete -c sluis -f -n "${after}" -l ${word.slice(2)}`
            : `complete -c sluis -f -n "${after}" -a ${word}`;
        }),
      )
      .join('\n')
      .concat('\n'),
};
