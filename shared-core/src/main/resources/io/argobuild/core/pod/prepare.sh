# Prepares a pod: what is to be done stands in ARGO_PLAN, see docs/pod-protocol.md.
argo_bb=
umask 022
LC_ALL=C
export LC_ALL
WORK=$ARGO_INPUTS/.work

die() {
  printf '%s\n' "$1" >&2
  tell "$1"
  exit 64
}

# text NUMBER:PIECES: a text of the environment
text() {
  piece=0
  while [ "$piece" -lt "${1#*:}" ]; do
    eval "printf %s \"\$ARGO_TEXT_${1%:*}_$piece\""
    piece=$((piece + 1))
  done | base64 -d
}

wrapper() {
  mkdir -p "$ARGO_ROOT/ctl" "$ARGO_ROOT/out" &&
    chmod 777 "$ARGO_ROOT/ctl" "$ARGO_ROOT/out" &&
    text "$1" >"$ARGO_ROOT/wrap" && text "$2" >"$ARGO_ROOT/plan" || die "failed to write to $ARGO_ROOT"
  while IFS="$argo_tab" read -r word container rest; do
    if [ "$word" = collect ] && ! [ -p "$ARGO_ROOT/ctl/$container.fifo" ]; then
      mkfifo "$ARGO_ROOT/ctl/$container.fifo" && chmod 666 "$ARGO_ROOT/ctl/$container.fifo" ||
        die "failed to make a named pipe in $ARGO_ROOT"
    fi
  done <"$ARGO_ROOT/plan"
}

script() {
  mkdir -p "$ARGO_ROOT/staging" &&
    text "$1" >"$ARGO_ROOT/staging/script" &&
    chmod 755 "$ARGO_ROOT/staging/script" || die "failed to write the script's source"
}

# fetch SLOT: the object is $WORK/data then, or where $data says; missing is set when there is none
fetch() {
  data=$WORK/data missing= text= url= headers=
  [ -r "$ARGO_TRANSFERS/$1" ] || { text="its address is not there" && return 1; }
  while IFS="$argo_tab" read -r word first second <&9; do
    case $word in
    path) fetch_path "$first" || return 1 ;;
    url) url=$first ;;
    header) header "$first" ;;
    folder) mkdir "$data" ;;
    file) fetch_file "$first" "$second" || return 1 ;;
    esac
  done 9<"$ARGO_TRANSFERS/$1"
  [ -n "$url" ] || return 0
  request "$data" -L && return 0
  [ "$status" != 404 ] || missing=1
  return 1
}

# An archive is read where it is.
fetch_path() {
  source=$ARGO_STORE/${1#/argo-artifacts/}
  if [ -d "$source" ] || { [ -f "$source" ] && [ "$archive" = none ]; }; then
    cp -R -- "$source" "$data" 2>"$WORK/cp.msg" || { text=$(last_words "$WORK/cp.msg") && return 1; }
    # As from a store that knows neither links nor modes.
    find "$data" -type l -exec rm -f {} +
    chmod -R u=rwX,go=rX "$data"
  elif [ -f "$source" ]; then
    data=$source
  else
    missing=1 text="The specified key does not exist."
    return 1
  fi
}

fetch_file() {
  url=$1
  mkdir -p -- "$data/$2" && rmdir -- "$data/$2" && request "$data/$2" -L
  result=$?
  url=
  return "$result"
}

# place SOURCE DESTINATION: a folder that can't be replaced, as it is a volume, takes what the source holds
place() {
  mkdir -p -- "${2%/*}" || return 1
  if [ -d "$2" ] && ! rmdir -- "$2" 2>/dev/null; then
    [ -d "$1" ] && cp -R -P -p -- "$1/." "$2/" && rm -rf -- "$1"
    return
  fi
  mv -f -- "$1" "$2"
}

# top FOLDER: the only thing in it, or itself
top() {
  only=$1 things=0
  for thing in "$1"/* "$1"/.[!.]* "$1"/..?*; do
    if [ -e "$thing" ] || [ -L "$thing" ]; then
      only=$thing things=$((things + 1))
    fi
  done
  [ "$things" -eq 1 ] || only=$1
}

# input HOW SOURCE ARCHIVE MODE RECURSE OPTIONAL DESTINATION NAME
input() {
  archive=$3 name=$8
  [ "$1" != absent ] || die "required artifact '$name' not supplied"
  rm -rf -- "$WORK" && mkdir -p "$WORK" || die "failed to write to $ARGO_INPUTS"
  if [ "$1" = raw ]; then
    data=$WORK/data
    text "$2" >"$data" || die "artifact $name failed to load: failed to write to $ARGO_INPUTS"
  elif ! fetch "$2"; then
    if [ "$6" = 1 ] && [ -n "$missing" ]; then
      echo "optional artifact $name was not found"
      return
    fi
    die "artifact $name failed to load: $text"
  fi
  result=$data
  if [ "$archive" = auto ] && ! [ -d "$data" ] && is_tarball "$data"; then
    archive=tar
  fi
  case $archive in
  tar | zip)
    mkdir "$WORK/tree"
    unpack "$archive" "$data" "$WORK/tree" || die "artifact $name failed to load: $text"
    top "$WORK/tree"
    result=$only
    ;;
  esac
  if [ "$result" = "$data" ] && [ "$data" != "$WORK/data" ]; then
    cp -- "$data" "$WORK/data" && chmod 644 "$WORK/data" || die "artifact $name failed to load: failed to copy it"
    result=$WORK/data
  fi
  place "$result" "$7" 2>"$WORK.msg" || die "artifact $name failed to load: $(last_words "$WORK.msg")"
  if [ "$4" != - ] && ! [ -L "$7" ]; then
    [ "$5" = 1 ] && recurse=-R || recurse=
    chmod $recurse "$4" "$7" || die "artifact $name failed to load: chmod failed"
  fi
  rm -rf -- "$WORK" "$WORK.msg"
  echo "loaded artifact $name"
}

while IFS="$argo_tab" read -r word a b c d e f g h <&8; do
  case $word in
  wrapper) wrapper "$a" "$b" ;;
  script) script "$a" ;;
  input) input "$a" "$b" "$c" "$d" "$e" "$f" "$g" "$h" ;;
  esac
done 8<<EOF
$ARGO_PLAN
EOF
exit 0
