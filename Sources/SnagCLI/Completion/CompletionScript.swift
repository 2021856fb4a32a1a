/// What a shell loads to complete our words: it passes them on and shows the answer.
enum CompletionScript {
  /// Bash takes a word to begin anew after `:` and `=`, as far as COMP_WORDBREAKS says so, and shows no
  /// explanations; they stand in parentheses as long as there is a choice.
  static let bash = #"""
    # snag completion bash
    _snag() {
      local line="${COMP_LINE:0:COMP_POINT}" words=() values=() texts=() value text open=
      read -ra words <<<"$line"
      [[ $line == *[[:space:]] || ${#words[@]} -eq 0 ]] && words+=("")
      local current="${words[${#words[@]}-1]}"
      COMPREPLY=()
      while IFS=$'\t' read -r value text; do
        if [[ $value == ::files ]]; then
          local name="${current##*=}"
          compopt -o filenames 2>/dev/null
          while IFS= read -r value; do COMPREPLY+=("$value"); done < <(compgen -f -- "$name")
          return
        fi
        [[ $value == *[:=] ]] && open=1
        values+=("$value")
        texts+=("$text")
      done < <("$1" __complete "${words[@]:1}" 2>/dev/null)
      [[ -n $open ]] && compopt -o nospace 2>/dev/null
      local breaks="${COMP_WORDBREAKS//[^:=]/}" cut=
      if [[ -n $breaks && $current == *["$breaks"]* ]]; then
        cut="${current%"${current##*["$breaks"]}"}"
      fi
      local place
      for place in "${!values[@]}"; do
        value="${values[place]#"$cut"}"
        text="${texts[place]}"
        if [[ ${#values[@]} -gt 1 && -n $text && $COMP_TYPE == @(33|63|64) ]]; then
          value="$value  ($text)"
          COMPREPLY+=("${value:0:${COLUMNS:-80}}")
        else
          COMPREPLY+=("$value")
        fi
      done
    }
    # What git's own completion calls for "git snag".
    _git_snag() {
      local before="${COMP_LINE%%snag*}"
      local COMP_LINE="${COMP_LINE#"$before"}" COMP_POINT=$((COMP_POINT - ${#before}))
      _snag snag
    }
    complete -o nosort -F _snag snag git-snag 2>/dev/null || complete -F _snag snag git-snag

    """#

  static let zsh = #"""
    #compdef snag git-snag
    # snag completion zsh
    _snag() {
      local value text
      local -a values texts open opentexts
      while IFS=$'\t' read -r value text; do
        if [[ $value == ::files ]]; then
          [[ $PREFIX == --*=* ]] && compset -P '*='
          _files
          return
        fi
        if [[ $value == *[:=] ]]; then
          open+=("$value")
          opentexts+=("$value${text:+  -- $text}")
        else
          values+=("$value")
          texts+=("$value${text:+  -- $text}")
        fi
      done < <("${words[1]}" __complete "${(@Q)words[2,CURRENT-1]}" "$PREFIX" 2>/dev/null)
      (( $#values )) && compadd -l -d texts -a values
      (( $#open )) && compadd -S '' -l -d opentexts -a open
    }
    if [[ ${funcstack[1]} == _snag ]]; then
      _snag "$@"
    else
      compdef _snag snag git-snag
    fi

    """#

  static let fish = #"""
    # snag completion fish
    function __snag_complete
        set -l words (commandline -opc)
        set -l current (commandline -ct)
        set -l found ($words[1] __complete $words[2..-1] "$current" 2>/dev/null)
        if test "$found[1]" = ::files
            __fish_complete_path (string replace -r -- '^--[^=]*=' '' "$current")
        else
            printf '%s\n' $found
        end
    end
    complete -c snag -f -a '(__snag_complete)'
    complete -c git-snag -f -a '(__snag_complete)'

    """#
}
