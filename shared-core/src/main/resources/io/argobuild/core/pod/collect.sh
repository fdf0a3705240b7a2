# Collects what the mains of a pod leave: waits for their end, stores, reports. What is expected stands in ARGO_PLAN.
argo_bb=
umask 022
LC_ALL=C
export LC_ALL
CTL=$ARGO_ROOT/ctl
OUT=$ARGO_ROOT/out
WORK=$ARGO_ROOT/.collect
LIMIT=1048576
containers= waiters= sleeper= stopping= grace=30 token=0
total=0 stopped= failed= result=

# SIGTERM: mains that never came are not waited for, those that are about to end are.
stop() {
  [ -z "$stopping" ] || return
  stopping=1
  [ -z "$sleeper" ] || kill "$sleeper" 2>/dev/null
  set -- $waiters
  for container in $containers; do
    [ $# -gt 0 ] || break
    [ -e "$CTL/$container.started" ] || kill "$1" 2>/dev/null
    shift
  done
  if [ -n "$waiters" ]; then
    (
      trap - TERM
      sleep $((grace / 2))
      kill $waiters 2>/dev/null
    ) &
    timer=$!
  fi
}

await() {
  if [ -z "$containers" ]; then
    while [ -z "$stopping" ]; do
      sleep 3600 &
      sleeper=$!
      [ -n "$stopping" ] || wait "$sleeper"
      kill "$sleeper" 2>/dev/null
    done
    return
  fi
  for container in $containers; do
    cat "$CTL/$container.fifo" >/dev/null 2>&1 &
    waiters="$waiters $!"
  done
  for waiter in $waiters; do
    while kill -0 "$waiter" 2>/dev/null; do
      wait "$waiter"
    done
  done
  [ -z "$timer" ] || kill "$timer" 2>/dev/null
}

# add LIST TEXT: to a list of the report
add() {
  if [ -s "$WORK/$1" ]; then printf ',' >>"$WORK/$1"; fi
  printf '%s' "$2" >>"$WORK/$1"
}

# fail KIND NAME CODE TEXT
fail() {
  failed=1
  echo "$1 $2: $3 $4" >&2
  add errors "{\"$1\":$2,\"code\":\"$3\",\"text\":\"$(printf '%s' "$4" | base64 | tr -d '\n')\"}"
}

# inside PATH: whether a file of a volume is not a way out of it by links
inside() {
  real=$(readlink -f -- "$1") && case $real in "$MIRROR"/*) true ;; *) false ;; esac
}

# kept ID: reads why the wrapper could not keep an output
kept() {
  [ -e "$OUT/$1.err" ] || return 1
  {
    read -r code
    text=$(cat)
  } <"$OUT/$1.err"
}

# parameter NUMBER MISSING PLACE NAME
parameter() {
  [ -z "$stopped" ] || return 0
  file=$OUT/p$1 code=NOT_FOUND text=
  if [ "$3" != staged ]; then
    file=$3
    if [ -d "$file" ]; then
      code=IS_FOLDER text="read $file: is a directory"
    elif [ -e "$file" ] && ! inside "$file"; then
      code=LINK text="$file leads out of its volume"
    elif [ -e "$file" ] && ! [ -r "$file" ]; then
      code=UNREADABLE text="open $file: permission denied"
    fi
  else
    kept "p$1" || code=NOT_FOUND
  fi
  if [ "$code" = NOT_FOUND ] && [ -e "$file" ]; then
    size=$(wc -c <"$file")
    if [ $((total + size)) -gt "$LIMIT" ]; then
      stopped=1
      fail parameter "$4" TOO_LARGE "the output parameters of a pod can have $LIMIT bytes together"
      return
    fi
    total=$((total + size))
    add parameters "{\"name\":$4,\"value\":\""
    base64 <"$file" | tr -d '\n' >>"$WORK/parameters"
    printf '"}' >>"$WORK/parameters"
  elif [ "$2" = default ]; then
    add parameters "{\"name\":$4,\"default\":true}"
  else
    # As in Argo, the parameters after it are lost.
    stopped=1
    fail parameter "$4" "$code" "$text"
  fi
}

# artifact NUMBER SLOT FORMAT LEVEL LAYER MISSING PLACE NAME KEY
artifact() {
  code= text= file=$OUT/a$1
  if [ "$7" != staged ]; then
    file=$WORK/a$1
    if [ -e "$7" ] && ! inside "$7"; then
      code=LINK text="$7 leads out of its volume"
    else
      pack "$3" "$4" "$5" "$7" "$file"
    fi
  elif ! kept "a$1" && ! [ -e "$file" ]; then
    code=NOT_FOUND
  fi
  if [ "$code" = NOT_FOUND ] && [ "$6" = optional ]; then
    echo "optional artifact $8 does not exist"
    return
  fi
  if [ -z "$code" ]; then
    etag= files= size=
    measure "$file"
    if store "$2" "$file" "$1"; then
      add artifacts "{\"name\":$8,\"key\":$9,\"size\":$size,\"etag\":\"$etag\"$files}"
      echo "saved artifact $8"
      return
    fi
    code=STORE_FAILED
  fi
  fail artifact "$8" "$code" "$text"
}

measure() {
  if [ -d "$1" ]; then
    set -- $(find "$1" -type f -exec sh -c 'for f; do wc -c <"$f"; done' sh {} + | awk '{ n++; s += $1 } END { printf "%.0f %.0f", n, s }')
    files=",\"files\":$1" size=$2
  else
    size=$(wc -c <"$1")
    size=$((size))
  fi
}

# store SLOT FILE NUMBER
store() {
  url= headers= form= prefix= fields=
  [ -r "$ARGO_TRANSFERS/$1" ] || { text="its address is not there" && return 1; }
  while IFS="$argo_tab" read -r word first second <&7; do
    case $word in
    path)
      store_path "$2" "$ARGO_STORE/${first#/argo-artifacts/}" "$ARGO_STORE/.argo-partial/$token-$3"
      return
      ;;
    url) url=$first ;;
    header) header "$first" ;;
    form) form=$first prefix=$second ;;
    field) fields="${fields}$(option form-string "$first=$second")
" ;;
    esac
  done 7<"$ARGO_TRANSFERS/$1"
  if [ -d "$2" ]; then
    store_folder "$2"
  else
    : >"$WORK/headers"
    request "$WORK/answer" -T "$2" -D "$WORK/headers" || return 1
    etag=$(sed -n -e 's/^[Ee][Tt][Aa][Gg]: *//p' "$WORK/headers" | tail -n 1 | tr -cd 'A-Za-z0-9._-')
  fi
}

# store_path FILE TARGET PART: whole or not at all; a folder joins one that is there, as objects would
store_path() {
  if [ -d "$2" ] && ! [ -d "$1" ]; then
    text="there is a folder in the artifact folder where the file should be"
    return 1
  fi
  # Others make and take away the folder of parts at the same time; once more is enough when that came between.
  for argo_try in 1 2 3 4 5; do
    if {
      mkdir -p -- "${2%/*}" "${3%/*}" && rm -rf -- "$3" && cp -R -P -- "$1" "$3" &&
        if [ -d "$2" ]; then cp -R -P -- "$3/." "$2/" && rm -rf -- "$3"; else mv -f -- "$3" "$2"; fi
    } 2>"$WORK/msg"; then
      rmdir -- "${3%/*}" 2>/dev/null
      [ -d "$2" ] || etag=$(sha256sum <"$2" | cut -c 1-64)
      return 0
    fi
    grep -q 'No such file' "$WORK/msg" || break
  done
  # The last part says why; what is before names files that nobody outside knows.
  text=$(last_words "$WORK/msg")
  text="the artifact folder can't be written: ${text##*: }"
  rm -rf -- "$3"
  rmdir -- "${3%/*}" 2>/dev/null
  return 1
}

# option NAME VALUE: a line for curl
option() {
  printf '%s = "%s"' "$1" "$(printf '%s' "$2" | sed -e 's/["\\]/\\&/g')"
}

store_folder() {
  if [ -z "$form" ]; then
    text="a folder without an archive needs a store that takes forms; use archive tar or zip"
    return 1
  fi
  root=$1
  store_tree "$1"
}

store_tree() {
  set -- "$1"/* "$1"/.[!.]* "$1"/..?*
  while [ $# -gt 0 ]; do
    if [ -d "$1" ] && ! [ -L "$1" ]; then
      store_tree "$1" || return 1
    elif [ -f "$1" ] && ! [ -L "$1" ]; then
      # Under a plain name, as curl reads more than a name in this place.
      rm -f "$WORK/upload" && ln -s "$1" "$WORK/upload"
      url=$form
      headers="$(option form-string "key=$prefix${1#"$root"/}")
${fields}form = \"file=@$WORK/upload;filename=upload\"
"
      request "$WORK/answer" || return 1
    fi
    shift
  done
}

progress() {
  tail -n 1 "$ARGO_ROOT/progress" 2>/dev/null | head -c 40 | tr -cd '0-9/'
}

exit_of_main() {
  if [ -e "$CTL/main.exit" ]; then head -n 1 "$CTL/main.exit"; else echo null; fi
}

report() {
  {
    printf '{"v":1,"exit":%s,"parameters":[' "$(exit_of_main)"
    cat "$WORK/parameters"
    printf '],"artifacts":['
    cat "$WORK/artifacts"
    printf '],"errors":['
    cat "$WORK/errors"
    if [ -n "$result" ] && [ -e "$OUT/result" ]; then
      printf '],"result":"'
      base64 <"$OUT/result" | tr -d '\n'
      printf '","progress":"%s"}' "$(progress)"
    else
      printf '],"progress":"%s"}' "$(progress)"
    fi
  } >"$WORK/report"
  if [ "$(wc -c <"$WORK/report")" -le 3800 ]; then
    cat "$WORK/report" >"$ARGO_TERMINATION_LOG"
  else
    echo "$BEGIN"
    fold -w 4000 "$WORK/report"
    printf '\n%s\n' "$END"
    printf '{"log":true}' >"$ARGO_TERMINATION_LOG"
  fi
}

BEGIN='----- argo-build report begin -----'
END='----- argo-build report end -----'
MIRROR=${ARGO_MIRROR:-/mainctrfs}
timer=
trap stop TERM
mkdir -p "$WORK" && : >"$WORK/parameters" && : >"$WORK/artifacts" && : >"$WORK/errors" || {
  tell "failed to write to $ARGO_ROOT"
  exit 64
}
while IFS="$argo_tab" read -r word first rest <&8; do
  case $word in
  grace) grace=$first ;;
  token) token=$first ;;
  container) containers="$containers $first" ;;
  result) result=1 ;;
  esac
done 8<<EOF
$ARGO_PLAN
EOF
await
# From here on it takes as long as it takes, and no signal ends a transfer.
trap '' TERM
while IFS="$argo_tab" read -r word a b c d e f g h i <&8; do
  case $word in
  parameter) parameter "$a" "$b" "$c" "$d" ;;
  artifact) artifact "$a" "$b" "$c" "$d" "$e" "$f" "$g" "$h" "$i" ;;
  esac
done 8<<EOF
$ARGO_PLAN
EOF
report
[ -z "$failed" ] || exit 64
exit 0
