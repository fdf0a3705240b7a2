# Runs the command of a main container, and keeps what it leaves. Arguments: the container's name, the command.
# Until the command has run no variable is set that does not begin with argo_ or ARGO_: it could be one of the user's.
argo_bb=
! [ -x "$ARGO_ROOT/busybox" ] || argo_bb=$ARGO_ROOT/busybox
argo_name=$1
shift
argo_ctl=$ARGO_ROOT/ctl
argo_out=$ARGO_ROOT/out
argo_child= argo_got= argo_early= argo_told=0 argo_befores= argo_attempts=1 argo_pause=0

# Our own failure, in Argo's exit code.
die() {
  tell "$1"
  finish "${2:-64}" 64
}

# finish CODE EXIT: for those who wait for this container
finish() {
  printf '%s\n' "$1" >"$argo_ctl/.$argo_name" && $argo_bb mv -f "$argo_ctl/.$argo_name" "$argo_ctl/$argo_name.exit"
  exit "$2"
}

# To the process group, as Argo does: a shell would not pass it on.
forward() {
  argo_got=$1 argo_told=$((argo_told + 1))
  if [ -z "$argo_child" ]; then
    argo_early=$1
    return
  fi
  kill -s "$1" -- "-$argo_child" 2>/dev/null || kill -s "$1" "$argo_child" 2>/dev/null
}

# found WORD: sets program as Go's exec.LookPath finds it, for the shell has commands of its own
found() {
  case $1 in
  */*)
    [ -e "$1" ] || { argo_why="stat $1: no such file or directory" && return 1; }
    { [ -f "$1" ] && [ -x "$1" ]; } || { argo_why="permission denied" && return 1; }
    argo_program=$1
    return
    ;;
  esac
  IFS=:
  for argo_folder in $PATH; do
    if [ -f "$argo_folder/$1" ] && [ -x "$argo_folder/$1" ]; then
      unset IFS
      argo_program=$argo_folder/$1
      return
    fi
  done
  unset IFS
  argo_why='executable file not found in $PATH'
  return 1
}

# What main prints goes on to the log, and to a file of which the end is kept.
split() {
  $argo_bb rm -f "$argo_ctl/.stdout" && $argo_bb mkfifo "$argo_ctl/.stdout" || die "failed to make a pipe in $ARGO_ROOT"
  (
    trap '' TERM HUP INT QUIT
    exec $argo_bb tee "$argo_out/.stdout"
  ) <"$argo_ctl/.stdout" 3>&- &
  argo_splitter=$!
  exec 5>"$argo_ctl/.stdout"
}

# Main has ended, and what it wrote is in the pipe. A process that it left behind may hold the other end for ever.
unsplit() {
  exec 5>&-
  argo_turns=20
  while kill -0 "$argo_splitter" 2>/dev/null && [ "$argo_turns" -gt 0 ]; do
    $argo_bb sleep 0.1
    argo_turns=$((argo_turns - 1))
  done
  kill -9 "$argo_splitter" 2>/dev/null
  # One byte more than is kept, as a newline at the end is not.
  $argo_bb tail -c 262145 "$argo_out/.stdout" >"$argo_out/result"
  $argo_bb rm -f "$argo_out/.stdout" "$argo_ctl/.stdout"
}

run() {
  # A group of its own, where there is a program for it. Shells let background jobs ignore SIGINT and SIGQUIT, and read from
  # nowhere.
  if [ -n "$argo_result" ]; then
    split
    $argo_leader $argo_signals "$argo_program" "$@" <&4 >&5 3>&- 4<&- 5>&- &
  else
    $argo_leader $argo_signals "$argo_program" "$@" <&4 3>&- 4<&- &
  fi
  argo_child=$!
  # One that came too early for it, and only such a one: no program expects a signal twice.
  if [ -n "$argo_early" ]; then
    forward "$argo_early"
    argo_early=
  fi
  argo_heard=0
  # A signal for us ends wait, not the child; then wait has to be asked again, though the shell may have reaped the child
  # meanwhile. 127 says that it has nothing more to tell.
  wait "$argo_child"
  argo_code=$?
  while [ "$argo_told" -ne "$argo_heard" ]; do
    argo_heard=$argo_told
    wait "$argo_child"
    argo_again=$?
    [ "$argo_again" -eq 127 ] || argo_code=$argo_again
  done
  argo_child=
  [ -z "$argo_result" ] || unsplit
}

# keep ID CODE TEXT: why an output was not kept
keep() {
  printf '%s\n%s\n' "$2" "$3" >"$argo_out/.err" && $argo_bb mv -f "$argo_out/.err" "$argo_out/$1.err"
}

save_parameter() {
  if [ -d "$2" ]; then
    keep "p$1" IS_FOLDER "read $2: is a directory"
  elif [ -e "$2" ]; then
    # One byte more than collect takes.
    if $argo_bb head -c 1048577 "$2" >"$argo_out/.part" 2>"$argo_out/.msg"; then
      $argo_bb mv -f "$argo_out/.part" "$argo_out/p$1"
    else
      keep "p$1" UNREADABLE "$(last_words "$argo_out/.msg")"
    fi
  fi
}

save_artifact() {
  pack "$2" "$3" "$4" "$5" "$argo_out/a$1" || [ "$code" = NOT_FOUND ] || keep "a$1" "$code" "$text"
}

save() {
  umask 022
  PATH=$PATH:/usr/local/bin:/usr/bin:/bin LC_ALL=C
  export PATH LC_ALL
  unset TAR_OPTIONS GZIP
  while IFS="$argo_tab" read -r word container a b c d e <&9; do
    [ "$container" = "$argo_name" ] || continue
    case $word in
    parameter) save_parameter "$a" "$b" ;;
    artifact) save_artifact "$a" "$b" "$c" "$d" "$e" ;;
    esac
  done 9<"$ARGO_ROOT/plan"
}

argo_collected= argo_result=
while IFS="$argo_tab" read -r argo_word argo_container argo_a argo_b argo_rest; do
  [ "$argo_container" = "$argo_name" ] || continue
  case $argo_word in
  collect) argo_collected=1 ;;
  result) argo_result=1 ;;
  after) argo_befores="$argo_befores $argo_a" ;;
  retry) argo_attempts=$argo_a argo_pause=$argo_b ;;
  esac
done <"$ARGO_ROOT/plan"
# Held open while this lives, so that collect notices its end, however it comes; opened when collect is there.
[ -z "$argo_collected" ] || exec 3>"$argo_ctl/$argo_name.fifo"
: >"$argo_ctl/$argo_name.started"
exec 4<&0
for argo_signal in TERM HUP USR1 USR2; do
  trap "forward $argo_signal" "$argo_signal"
done
argo_signals=
if [ -z "$argo_bb" ] && env --default-signal true 2>/dev/null; then
  argo_signals="env --default-signal"
  trap 'forward INT' INT
  trap 'forward QUIT' QUIT
else
  trap 'forward TERM' INT QUIT
fi
argo_leader=
if $argo_bb setsid true 2>/dev/null; then
  argo_leader="$argo_bb setsid"
fi

for argo_before in $argo_befores; do
  until [ -e "$argo_ctl/$argo_before.exit" ]; do
    $argo_bb sleep 0.2 &
    wait $!
    # Who failed has ended before this is told to end.
    [ -z "$argo_got" ] || [ -e "$argo_ctl/$argo_before.exit" ] || finish 143 143
  done
  read -r argo_code <"$argo_ctl/$argo_before.exit"
  [ "$argo_code" -eq 0 ] || die "dependency \"$argo_before\" exited with non-zero code: $argo_code" "$argo_code"
done
: "${PATH:=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin}"
found "$1" || die "failed to find name in PATH: exec: \"$1\": $argo_why"
shift
[ -z "$argo_got" ] || finish 143 143
while :; do
  run "$@"
  argo_attempts=$((argo_attempts - 1))
  [ "$argo_code" -ne 0 ] && [ "$argo_attempts" -gt 0 ] && [ -z "$argo_got" ] || break
  $argo_bb sleep "$argo_pause" &
  wait $!
done
argo_exit_code=$argo_code
save </dev/null >/dev/null 2>&1
finish "$argo_exit_code" "$argo_exit_code"
