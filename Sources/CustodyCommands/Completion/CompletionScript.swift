/// The scripts that make a shell ask `custody complete`.
///
/// They know no command and no option: what the table of commands says reaches them when a key is
/// pressed, and never is older than the program.
enum CompletionScript: String, CaseIterable {
  case bash
  case zsh
  case fish

  var text: String {
    switch self {
    case .bash: Self.bashText
    case .zsh: Self.zshText
    case .fish: Self.fishText
    }
  }

  /// Bash splits words at colons and equals signs, and leaves the quotes in: the line is read anew.
  private static let bashText = #"""
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

    """#

  private static let zshText = #"""
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

    """#

  private static let fishText = #"""
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

    """#
}
