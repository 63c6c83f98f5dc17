#compdef custody
# Completion of custody for zsh, to source after compinit, or as a file _custody in $fpath.

_custody() {
  local output line code
  local -a before candidates shown
  before=("${(@Q)words[2,CURRENT-1]}")
  output=$("${(Q)words[1]}" complete --describe -- "${before[@]}" "${(Q)PREFIX}" 2>/dev/null)
  code=$?
  if ((code == 1)); then
    _files
    return
  fi
  if ((code != 0)) || [[ -z $output ]]; then return 1; fi
  for line in "${(@f)output}"; do
    candidates+=("${line%%$'\t'*}")
    shown+=("${line/$'\t'/  -- }")
  done
  compadd -l -d shown -a candidates
}

if [[ ${funcstack[1]} == _custody ]]; then
  _custody "$@"
else
  compdef _custody custody
fi
