# Signals a sandboxed container. Arguments: the file with the identities of its processes; TERM or KILL.
# The program is signalled: when it ends, PID 1 of the namespace exits with its code, and with PID 1 everything inside ends.
# Only where the program is gone and PID 1 is not is PID 1 killed; its exit code then tells nothing.
# Exit code 1: nothing runs there yet.
read -r pid start init initstart rest 2>/dev/null <"$1" || exit 1
signal=$2

# is PID START: whether that process still is the one; a PID that was given to another since is left alone.
is() {
  IFS= read -r line 2>/dev/null <"/proc/$1/stat" || return 1
  expected=$2
  set -- ${line##*) }
  [ "${20}" = "$expected" ] && [ "$1" != Z ]
}

if is "$pid" "$start"; then
  kill -s "$signal" "$pid"
elif [ "$signal" = KILL ] && is "$init" "$initstart"; then
  kill -s KILL "$init"
fi
exit 0
