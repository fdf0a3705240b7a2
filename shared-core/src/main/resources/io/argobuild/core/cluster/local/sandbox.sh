# PID 1 of a container in new user, mount and PID namespaces: puts its root together, runs its program as a child, ends as
# that does. As a child, because a PID 1 without handlers would never see a SIGTERM; in the foreground, because a shell lets
# background jobs ignore SIGINT.
# Arguments: the container's folder (config, fstab, root/) and the path prefix of its records, both absolute.
# What goes wrong before the program runs is told on standard error, with exit code 128.
box=$1 state=$2
fail() {
  printf '%s\n' "$1" >&2
  exit 128
}

# Sets pid and start of the calling process as the host counts them: its /proc is still in sight.
identify() {
  IFS= read -r line </proc/self/stat
  pid=${line%% *}
  set -- ${line##*) }
  start=${20}
}

# volume SOURCE SUBPATH TARGET OPTIONS
volume() {
  source=$1
  if [ -n "$2" ]; then
    source=$1/$2
    [ -e "$source" ] || mkdir -p -- "$source" || fail "failed to create subPath $2 of the volume at $3"
    inside=$source
    [ -d "$inside" ] || inside=${inside%/*}
    base=$(cd -P -- "$1" && pwd) && inside=$(cd -P -- "$inside" && pwd) || fail "failed to enter subPath $2 of the volume at $3"
    case $inside/ in "${base%/}"/*) ;; *) fail "subPath $2 of the volume at $3 leads out of the volume" ;; esac
  fi
  if [ -d "$source" ]; then
    [ -d "$box/root$3" ] || mkdir -p -- "$box/root$3" || fail "failed to create the mount point $3"
  elif ! [ -e "$box/root$3" ]; then
    [ -d "$box/root${3%/*}" ] || mkdir -p -- "$box/root${3%/*}"
    : >"$box/root$3" || fail "failed to create the mount point $3"
  fi
  mount -o "$4" -- "$source" "$box/root$3" || fail "failed to mount the volume at $3"
}

# As the kernel's memory cgroup would, without one: a plain user may not make cgroups.
watch_memory() {
  exec >/dev/null 2>&1 8>&-
  round=0
  while :; do
    # Quick programs are looked at often, long ones are not slowed down.
    if [ "$round" -lt 100 ]; then sleep 0.01; else sleep 0.1; fi
    round=$((round + 1))
    pages=0
    for file in /proc/[0-9]*/statm; do
      read -r size resident shared rest <"$file" || continue
      pages=$((pages + resident - shared))
    done
    [ $((pages * PAGE_KIB)) -gt "$MEMORY_KIB" ] || continue
    # Pages that processes share after a fork are counted once here, which takes longer to read.
    total=0
    for file in /proc/[0-9]*/smaps_rollup; do
      while read -r key kib rest; do
        [ "$key" != Pss_Anon: ] || total=$((total + kib))
      done <"$file"
    done
    [ "$total" -eq 0 ] || [ "$total" -gt "$MEMORY_KIB" ] || continue
    echo "$total" >&7
    kill -s KILL -- -1
    exit
  done
}

check_command() {
  case $COMMAND in
  */*)
    [ -e "$COMMAND" ] || fail "exec: \"$COMMAND\": stat $COMMAND: no such file or directory"
    [ ! -d "$COMMAND" ] || fail "exec: \"$COMMAND\": is a directory"
    [ -x "$COMMAND" ] || fail "exec: \"$COMMAND\": permission denied"
    ;;
  *)
    IFS=:
    for dir in $SEARCH_PATH; do
      if [ -f "$dir/$COMMAND" ] && [ -x "$dir/$COMMAND" ]; then
        unset IFS
        return
      fi
    done
    fail "exec: \"$COMMAND\": executable file not found in \$PATH"
    ;;
  esac
}

. "$box/config"
mount -a -T "$box/fstab" || fail "failed to put the container's root together"
volumes
identify
init="$pid $start"
exec 8>"$state.process"
[ -z "$MEMORY_KIB" ] || exec 7>"$state.oom"
[ -z "$HOST_NAME" ] || hostname "$HOST_NAME" 2>/dev/null
cd /
(
  identify
  time=$(date +%s)
  cd "$box/root" && pivot_root . . && umount -l . && cd / || fail "failed to enter the container's root"
  [ -d "$WORKING_DIR" ] || mkdir -p -- "$WORKING_DIR"
  cd -- "$WORKING_DIR" || fail "failed to enter the working directory $WORKING_DIR"
  check_command
  [ -z "$MEMORY_KIB" ] || (watch_memory &)
  echo "$pid $start $init $time" >&8
  exec 2>&1 7>&- 8>&-
  run
)
exit $?
