# Completes budgetctl in bash. Source this file, or install it as
# /usr/share/bash-completion/completions/budgetctl. tests/unit/cli checks it against --help.

# Offers what compgen finds for these arguments.
_budgetctl_offer() {
  local found
  mapfile -t found < <(compgen "$@")
  COMPREPLY+=("${found[@]}")
}

_budgetctl() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local globals='--url --socket --token-file --json --quiet --color --help --version'
  local nouns='status me cycle instance act project payment alert notice channel export calendar plugin verify backup rehearse import check publish rules config token'
  local noun='' verb='' word skip=0 at
  COMPREPLY=()

  # The first two words that are neither options nor their values.
  for ((at = 1; at < COMP_CWORD; ++at)); do
    word=${COMP_WORDS[at]}
    if ((skip)); then
      skip=0
    elif [[ $word == --json || $word == --quiet || $word == -q || $word == --help ]]; then
      :
    elif [[ $word == --* && -z $noun ]]; then
      skip=1
    elif [[ $word == -* ]]; then
      :
    elif [[ -z $noun ]]; then
      noun=$word
    elif [[ -z $verb ]]; then
      verb=$word
    fi
  done

  case $previous in
    --socket | --token-file | --database | --config | --to | --keep | --out | --projects | --payments | --options)
      _budgetctl_offer -f -- "$current"
      return ;;
    --color) _budgetctl_offer -W 'auto never' -- "$current"; return ;;
    --state) _budgetctl_offer -W 'open closed' -- "$current"; return ;;
    --level) _budgetctl_offer -W 'info yellow orange red' -- "$current"; return ;;
    --room) _budgetctl_offer -W 'inside isolated both' -- "$current"; return ;;
    --format) _budgetctl_offer -W 'csv jsonl ical html docx xlsx pdf data_package' -- "$current"; return ;;
    --month) _budgetctl_offer -W '3 6 10 12' -- "$current"; return ;;
    --url | --year | --region | --department | --person | --workflow | --stage | --instance | --reason | \
      --expected-revision | --source | --batch | --expected-head | --reproduce | --limit) return ;;
  esac

  local words='' files=0
  case "$noun $verb" in
    ' ') words="$nouns $globals" ;;
    'cycle ') words='open list' ;;
    'instance ') words='list show history report check repin' ;;
    'project ') words='import list show drop' ;;
    'payment ') words='import batches rejects' ;;
    'alert ') words='list show' ;;
    'notice ') words='list dead retry discard' ;;
    'channel ') words='list enable test' ;;
    'plugin ') words='list show enable shadow quarantine validate new' ;;
    'backup ') words='create restore check' ;;
    'rules ') words='list explain' ;;
    'config ') words='check' ;;
    'token ') words='new' ;;
    'export ')
      words='projects payments alerts instances events calendar --format --instance --year --department --person --out' ;;
    'export '*) words='--format --instance --year --department --person --out' ;;
    'calendar '*) words='--ics --format --year --department --person --out' ;;
    'act ') words='submit approve return withdraw reply publish evaluate' ;;
    'act '*) words='--reason --expected-revision' ;;
    'status '*) words='--year' ;;
    'verify '*) words='--database --config --expected-head' ;;
    'rehearse '*) words='--year --database --config --region --workflow --projects --payments --by-person --keep' ;;
    'import '*) words='--year --region --department --preview --answers --template --yes' ;;
    'check '*) words='--config --region --on --document --report --out' ;;
    'rules list') words='--config --region --plugin --level' ;;
    'rules explain') words='--config' ;;
    'publish '*)
      words='--out --config --layouts --region --name --format --empty-table --against --instance' files=1 ;;
    'cycle open') words='--year --region --department --workflow' ;;
    'instance list') words='--year --department --stage --open --overdue' ;;
    'instance repin') words='--reason' ;;
    'notice discard') words='--reason' ;;
    'project import') words='--instance' files=1 ;;
    'payment import') words='--year --source' files=1 ;;
    'payment rejects') words='--batch' ;;
    'alert list') words='--year --state --month --level --instance' ;;
    'notice list') words='--instance' ;;
    'plugin enable' | 'plugin shadow' | 'plugin quarantine') words='--reason' ;;
    'plugin validate') words='--room --options --reproduce --limit' files=1 ;;
    'plugin new') words='rule notifier exporter importer --out' ;;
    'backup create') words='--database --config --to' ;;
    'backup restore') words='--to --replace' files=1 ;;
    'backup check' | 'config check') files=1 ;;
    'token new') words='--to' ;;
  esac
  [[ $current == -* && -n $noun ]] && words+=" $globals"
  _budgetctl_offer -W "$words" -- "$current"
  if ((files)); then
    _budgetctl_offer -f -- "$current"
  fi
}

complete -o filenames -F _budgetctl budgetctl
