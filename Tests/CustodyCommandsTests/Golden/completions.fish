# Completion of custody for fish

function __custody_complete
  set -l before (commandline -opc)
  set -l program $before[1]
  set -e before[1]
  set -l typed (commandline -ct)
  set -l current (string unescape -- "$typed")
  or set current (string replace -r -- '^[\'"]' '' "$typed")
  set -l candidates ($program complete --describe -- $before "$current" 2>/dev/null)
  set -l code $status
  if test $code -eq 1
    __fish_complete_path "$current"
  else if test $code -eq 0
    printf '%s\n' $candidates
  end
end

complete -c custody -f -a '(__custody_complete)'
