# Completion of custody for bash 3.2 and later

# Splits the line as far as it is typed: words without their quotes, the quote that is open, and the
# part of the last word that readline does not replace.
_custody_split() {
  local line=$1 character state='' place=0 isWord=''
  _custody_words=() _custody_word='' _custody_kept='' _custody_quote=''
  while ((place < ${#line})); do
    character=${line:place:1}
    place=$((place + 1))
    case $state$character in
      "''" | '""')
        state=''
        ;;
      "'"?)
        _custody_word+=$character
        ;;
      '"\' | '\')
        _custody_word+=${line:place:1}
        place=$((place + 1))
        isWord=1
        ;;
      '"'?)
        _custody_word+=$character
        ;;
      "'" | '"')
        state=$character
        _custody_kept=$_custody_word
        isWord=1
        ;;
      ' ' | $'\t' | $'\n')
        if [[ -n $isWord ]]; then _custody_words+=("$_custody_word"); fi
        _custody_word='' _custody_kept='' isWord=''
        ;;
      *)
        _custody_word+=$character
        isWord=1
        if [[ $COMP_WORDBREAKS == *"$character"* ]]; then _custody_kept=$_custody_word; fi
        ;;
    esac
  done
  _custody_quote=$state
}

# Writes a word as the shell reads it, within the quote that is open.
_custody_quoted() {
  local word=$1 special character place=0
  case $_custody_quote in
    "'") special="'" ;;
    '"') special='"$`\' ;;
    *) special=$' \t"\'\\$`&;()<>|*?[]{}!#~' ;;
  esac
  _custody_result=''
  while ((place < ${#word})); do
    character=${word:place:1}
    place=$((place + 1))
    if [[ $special != *"$character"* ]]; then
      _custody_result+=$character
    elif [[ $_custody_quote == "'" ]]; then
      _custody_result+="'\\''"
    else
      _custody_result+="\\$character"
    fi
  done
}

_custody() {
  local _custody_words _custody_word _custody_kept _custody_quote _custody_result candidates candidate
  COMPREPLY=()
  _custody_split "${COMP_LINE:0:COMP_POINT}"
  candidates=$("$1" complete -- "${_custody_words[@]:1}" "$_custody_word" 2>/dev/null)
  case $? in
    0) ;;
    1)
      if compopt -o default 2>/dev/null; then return; fi
      candidates=$(compgen -f -- "$_custody_word")
      ;;
    *) return ;;
  esac
  while IFS= read -r candidate; do
    if [[ -z $candidate ]]; then continue; fi
    _custody_quoted "${candidate:${#_custody_kept}}"
    COMPREPLY+=("$_custody_result")
  done <<<"$candidates"
}

complete -F _custody custody
