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
  local nouns='status me cycle instance queue act project payment alert chart monitoring evaluation bulletin notice channel substitution occasion workflow migration why funds export calendar plugin verify backup rehearse replay import check publish rules config token'
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

  # Here a person or a stage, elsewhere a file.
  [[ $previous == --to && ($noun == instance || $noun == act) ]] && return
  case $previous in
    --socket | --token-file | --database | --config | --to | --keep | --out | --projects | --payments | --options)
      _budgetctl_offer -f -- "$current"
      return ;;
    --as) _budgetctl_offer -W 'text mermaid dot' -- "$current"; return ;;
    --color) _budgetctl_offer -W 'auto never' -- "$current"; return ;;
    --state) _budgetctl_offer -W 'open closed' -- "$current"; return ;;
    --level) _budgetctl_offer -W 'info yellow orange red' -- "$current"; return ;;
    --room) _budgetctl_offer -W 'inside isolated both' -- "$current"; return ;;
    --unit) _budgetctl_offer -W 'yuan wan fen' -- "$current"; return ;;
    --encoding) _budgetctl_offer -W 'utf8 gb18030' -- "$current"; return ;;
    --cause) _budgetctl_offer -W 'funds rules people equipment other' -- "$current"; return ;;
    --by)
      [[ $noun == chart ]] && { _budgetctl_offer -W 'project department region' -- "$current"; return; }
      _budgetctl_offer -W 'unit department region' -- "$current"; return ;;
    --format) _budgetctl_offer -W 'csv jsonl ical html docx xlsx pdf data_package' -- "$current"; return ;;
    --month) _budgetctl_offer -W '3 6 10 12' -- "$current"; return ;;
    --url | --year | --years | --region | --department | --person | --workflow | --stage | --instance | --reason | \
      --expected-revision | --for | --role | --from | --until | --source | --batch | --columns | --text | --attachment | --day | --rule | --achieved | --note | \
      --expected-head | --reproduce | --limit) return ;;
  esac

  local words='' files=0
  case "$noun $verb" in
    ' ') words="$nouns $globals" ;;
    'cycle ') words='open list' ;;
    'instance ') words='list show children open-child carried history report check repin people transfer delegate answer recall add-signer drop-signer
      copy urge suspend resume terminate propose-repair confirm-repair drop-repair' ;;
    'project ') words='import list show progress drop' ;;
    'payment ') words='import batches rejects' ;;
    'alert ') words='list show act letters letter totals not-assessed exempt exemptions' ;;
    'chart ') words='list project department region office' ;;
    'monitoring ') words='list show template fill hand-in accept send-back' ;;
    'evaluation ') words='list show template fill hand-in accept send-back check summary before' ;;
    'notice ') words='list dead retry discard' ;;
    'channel ') words='list enable test' ;;
    'substitution ') words='list appoint end' ;;
    'occasion ') words='list name' ;;
    'workflow ') words='list show diff draw deploy simulate migrate' ;;
    'migration ') words='list show confirm drop undo' ;;
    'why ') words='deadline alert score' ;;
    'funds ') words='move ask asked' ;;
    'plugin ') words='list show enable shadow quarantine validate new' ;;
    'backup ') words='create restore check' ;;
    'rules ') words='list explain' ;;
    'config ') words='check' ;;
    'token ') words='new' ;;
    'export ')
      words='projects payments alerts instances events calendar monitoring evaluation evaluation_summary bulletin letter
        --format --instance --year --department --person --month --project --region --alert --out' ;;
    'export '*) words='--format --instance --year --department --person --month --project --region --alert --out' ;;
    'calendar '*) words='--ics --format --year --department --person --out' ;;
    'act ') words='submit approve return withdraw reply publish evaluate' ;;
    'act '*) words='--reason --for --to --expected-revision' ;;
    'queue '*) words='--person' ;;
    'substitution list') words='--ended' ;;
    'substitution appoint') words='--from --until --role --for --reason' ;;
    'substitution end') words='--reason' ;;
    'occasion list') words='--year' ;;
    'workflow show' | 'workflow diff') files=1 ;;
    'workflow draw') words='--as' files=1 ;;
    'workflow deploy') words='--reason --check' files=1 ;;
    'workflow simulate') words='--year --config --department --projects --payments --by-person' files=1 ;;
    'workflow migrate') words='--propose' files=1 ;;
    'migration drop' | 'migration undo') words='--reason' ;;
    'occasion name') words='--year --region --reason' ;;
    'status '*) words='--year' ;;
    'verify '*) words='--database --config --expected-head' ;;
    'rehearse '*) words='--year --database --config --region --workflow --projects --payments --starts-on --made-up --by-stage --by-day --by-person --messages --keep' ;;
    'replay '*) words='--database --config --workflow --rules --against' files=1 ;;
    'instance open-child') words='--about --alert' ;;
    'import '*) words='--year --region --department --preview --answers --template --yes' ;;
    'check '*) words='--config --region --on --document --report --out' ;;
    'rules list') words='--config --region --plugin --level' ;;
    'rules explain') words='--config' ;;
    'publish '*)
      words='--out --config --layouts --region --name --format --empty-table --against --instance' files=1 ;;
    'cycle open') words='--year --region --department --workflow' ;;
    'instance list') words='--year --department --stage --open --overdue' ;;
    'instance repin') words='--reason' ;;
    'instance transfer' | 'instance delegate' | 'instance add-signer' | 'instance drop-signer' | 'instance copy')
      words='--to --reason --expected-revision' ;;
    'instance propose-repair') words='--stage --reason --expected-revision' ;;
    'instance answer' | 'instance recall' | 'instance urge' | 'instance suspend' | 'instance resume' | \
      'instance terminate' | 'instance confirm-repair' | 'instance drop-repair')
      words='--reason --expected-revision' ;;
    'notice discard') words='--reason' ;;
    'project import') words='--instance' files=1 ;;
    'payment import') words='--year --source --preview --unit --encoding --columns' files=1 ;;
    'payment rejects') words='--batch --out' ;;
    'project progress') words='--month --achieved --note' ;;
    'alert act')
      words='acknowledge inquire explain rectify report accept reject escalate suppress lift --text --cause --attachment --day' ;;
    'alert letters') words='--year --instance' ;;
    'monitoring list') words='--year --instance --month' ;;
    'monitoring show') words='--month' ;;
    'monitoring hand-in' | 'monitoring accept' | 'monitoring send-back') words='--month --reason' ;;
    'monitoring template') words='--month --out' ;;
    'monitoring fill') words='--month --hand-in' files=1 ;;
    'evaluation list') words='--year --instance' ;;
    'evaluation template') words='--out' ;;
    'evaluation fill') words='--hand-in' files=1 ;;
    'evaluation hand-in' | 'evaluation accept' | 'evaluation send-back') words='--reason' ;;
    'evaluation check') words='--text --score' ;;
    'evaluation summary') words='--suspicious' ;;
    'bulletin '*) words='--year --month --region' ;;
    'alert totals') words='--year --by' ;;
    'alert not-assessed') words='--month' ;;
    'alert exempt') words='--rule --reason --until --lift' ;;
    'chart list') words='--by --region --department' ;;
    'chart project' | 'chart department' | 'chart region' | 'chart office') words='--years' ;;
    'funds move') files=1 ;;
    'funds ask') files=1 ;;
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
