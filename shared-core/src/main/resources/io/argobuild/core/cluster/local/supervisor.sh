# Runs the containers of one pod and records what becomes of them, whoever started it being alive or not.
# Arguments: the pod's folder, and when its turn came (epoch seconds).
# In the folder: `plan` (INIT, MAIN, BLOCKED: container names; DEADLINE and GRACE: seconds),
# containers/NAME/{launch,signal}, logs/, requests/ ("GRACE [NAME...]", told by SIGTERM), and for the records state/:
#   supervisor        PID START BOOT TIME   of this process, TIME being its turn; who links it first is the pod's only supervisor
#   c.NAME.launched   the container's turn has come
#   c.NAME.process    PID START INITPID INITSTART TIME   written by `launch` once the program runs
#   c.NAME.code       how launch exited
#   c.NAME.error      why it could not be started
#   c.NAME.exit       CODE REASON TIME
#   deadline          the deadline has passed
#   ended             TIME   nothing of the pod runs any more
cd "$1" || exit 1
admitted=$2
umask 022
. ./plan
stopping= failed= watcher=

# Sets start: the process's start in ticks since boot, which with its PID is unique until the next boot.
identify() {
  start=
  IFS= read -r line 2>/dev/null <"/proc/$1/stat" || return 1
  set -- ${line##*) }
  start=${20}
}

# Whether the supervisor itself goes on: its children may outlive it, and its PID may become another's.
supervised() {
  [ -n "$own" ] || { kill -0 $$ 2>/dev/null; return; }
  identify $$ && [ "$start" = "$own" ]
}

# record FILE TEXT: whole or not at all
record() {
  printf '%s\n' "$2" >"state/.$1" && mv "state/.$1" "state/$1"
}

is_running() {
  [ -e "state/c.$1.launched" ] && ! [ -e "state/c.$1.exit" ]
}

run() {
  # Through a pipe: a program that opens /dev/stderr anew would else truncate the log.
  {
    sh "containers/$1/launch" 2>"state/c.$1.error" </dev/null
    echo $? >"state/c.$1.code"
  } | cat >>"logs/$1.log"
  read -r code <"state/c.$1.code" || code=137
  reason=Error
  if [ -s "state/c.$1.oom" ]; then
    reason=OOMKilled
  elif ! [ -s "state/c.$1.process" ]; then
    # Killed before it began is no fault of the container's.
    [ "$code" -gt 128 ] || reason=StartError code=128
  elif [ "$code" -eq 0 ]; then
    reason=Completed
  fi
  record "c.$1.exit" "$code $reason $(date +%s)"
}

# await NAME PID: until the container's exit is recorded; a request interrupts `wait`, not this
await() {
  until [ -e "state/c.$1.exit" ]; do
    wait "$2"
    if [ $? -eq 127 ]; then
      [ -e "state/c.$1.exit" ] || record "c.$1.exit" "137 Error $(date +%s)"
    fi
  done
}

# terminate GRACE [NAME...]: SIGTERM, and SIGKILL after the grace, also to containers still being set up
terminate() {
  grace=$1 all=
  shift
  [ $# -gt 0 ] || all=1
  [ -z "$all" ] || set -- $INIT $MAIN
  limit=$(($(date +%s) + grace))
  told=' ' pause=0.05
  while supervised; do
    left= past=
    [ "$grace" -gt 0 ] && [ "$(date +%s)" -le "$limit" ] || past=1
    for c; do
      is_running "$c" || continue
      left=1
      if [ -n "$past" ]; then
        sh "containers/$c/signal" KILL
      elif [ "${told#* $c }" = "$told" ] && sh "containers/$c/signal" TERM; then
        told="$told$c "
      fi
    done
    # When all must end, one more may be about to start: only the end of the pod is the end of this.
    if [ -n "$all" ]; then
      [ -e state/ended ] && return
    elif [ -z "$left" ]; then
      return
    fi
    sleep "$pause"
    case $pause in 0.05) pause=0.1 ;; 0.1) pause=0.2 ;; *) pause=0.5 ;; esac
    [ -z "$past" ] || pause=0.1
  done
}

serve_requests() {
  for r in requests/*; do
    [ -f "$r" ] || continue
    read -r grace names <"$r"
    rm -f "$r"
    [ -n "$names" ] || stopping=1
    terminate "$grace" $names &
  done
}

watch_deadline() {
  trap 'kill "$sleeper" 2>/dev/null; exit' TERM
  sleep "$DEADLINE" &
  sleeper=$!
  wait "$sleeper"
  trap - TERM
  : >state/deadline
  printf '%s\n' "$GRACE" >requests/.deadline && mv requests/.deadline requests/deadline
  supervised && kill -TERM $$
}

own= boot=
identify $$ && own=$start
read -r boot 2>/dev/null </proc/sys/kernel/random/boot_id
trap serve_requests TERM
# Not the time of here: supervisors that start side by side would tell another order than that of their turns.
echo "$$ ${own:--} ${boot:--} $admitted" >"state/.supervisor.$$"
ln "state/.supervisor.$$" state/supervisor 2>/dev/null || exit 0
rm -f "state/.supervisor.$$"
[ -e state/ended ] && exit 0
serve_requests
if [ -n "$DEADLINE" ]; then
  watch_deadline &
  watcher=$!
fi

# Waits for the end of a pod in which a container can never be created, as a kubelet would.
block() {
  # Briefly each time: a request between the test and the sleep would else be noticed late.
  while [ -z "$stopping" ]; do
    sleep 1
  done
}

for c in $INIT; do
  case " $BLOCKED " in *" $c "*) block ;; esac
  [ -z "$stopping" ] || break
  : >"state/c.$c.launched"
  run "$c" &
  await "$c" $!
  read -r code rest <"state/c.$c.exit"
  if [ "$code" -ne 0 ]; then
    failed=1
    break
  fi
done
if [ -z "$failed$stopping" ]; then
  started= blocked=
  for c in $MAIN; do
    case " $BLOCKED " in *" $c "*) blocked=1 && continue ;; esac
    [ -z "$stopping" ] || break
    : >"state/c.$c.launched"
    run "$c" &
    started="$started $c $!"
  done
  set -- $started
  while [ $# -gt 0 ]; do
    await "$1" "$2"
    shift 2
  done
  [ -z "$blocked" ] || block
fi
record ended "$(date +%s)"
[ -z "$watcher" ] || kill -TERM "$watcher" 2>/dev/null
exit 0
