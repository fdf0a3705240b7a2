# pack FORMAT LEVEL LAYER SOURCE OUT: packs a file or folder. OUT is there when all went well; else code and text say why not.
pack() {
  src=$4 out=$5 code= text=
  if ! [ -e "$src" ]; then
    code=NOT_FOUND
    return 1
  fi
  if ! [ -f "$src" ] && ! [ -d "$src" ]; then
    code=NO_FILE text="$src is not a regular file or directory"
    return 1
  fi
  # The link's target is what is meant; links inside of a folder stay links.
  if [ -L "$src" ]; then
    src=$($argo_bb readlink -f -- "$src")
  fi
  rm_part
  case $1 in
  tar) pack_tar "$2" ;;
  zip)
    if [ -f "$src" ] && [ "$3" = base ]; then
      code=ZIP_OF_FILE
    else
      pack_zip
    fi
    ;;
  *) pack_none ;;
  esac
  if [ -z "$code" ] && ! [ -e "$out.bad" ] && $argo_bb mv -f -- "$out.part" "$out" 2>"$out.msg"; then
    rm_part
    return 0
  fi
  : "${code:=PACK_FAILED}"
  text=$(last_words "$out.msg")
  rm_part
  return 1
}

rm_part() {
  $argo_bb rm -rf -- "$out.part" "$out.bad" "$out.msg" "$out.cd" "$out.gz"
}

pack_none() {
  $argo_bb cp -R -P -- "$src" "$out.part" 2>"$out.msg" || : >"$out.bad"
  # No store knows links: those to files become files.
  $argo_bb find "$out.part" -type l -exec $argo_bb sh -c '
    [ "$0" != - ] && bb=$0 || bb=
    for link; do
      if [ -f "$link" ]; then
        $bb cp -L -- "$link" "$link.argo" && $bb mv -f -- "$link.argo" "$link"
      else
        $bb rm -f -- "$link"
      fi
    done' "${argo_bb:--}" {} + 2>>"$out.msg"
  # Its reader may be another user.
  $argo_bb chmod -R a+rX -- "$out.part" 2>/dev/null
}

pack_tar() {
  [ "$1" = - ] && set -- || set -- "-$1"
  links=
  case $($argo_bb tar --version 2>/dev/null) in *GNU*) links=--hard-dereference ;; esac
  {
    $argo_bb tar -c $links -f - -C "${src%/*}/" -- "${src##*/}" 2>"$out.msg" || : >"$out.bad"
  } | $argo_bb gzip "$@" 2>>"$out.msg" >"$out.part" || : >"$out.bad"
}

# A zip archive, written by hand as few images have a program for it: gzip makes the same compressed stream, between a header
# of 10 and a trailer of 8 bytes, which holds check sum and size.
pack_zip() {
  at=0 entries=0
  : >"$out.part" && : >"$out.cd"
  {
    if [ -d "$src" ]; then
      zip_root=${src%/*}/ && zip_tree "$src"
    else
      zip_root=${src%/*}/ && zip_file "$src"
    fi
    zip_end
  } 2>"$out.msg" || : >"$out.bad"
}

# zip_tree FOLDER: it and all in it; positional parameters are a function's own, other variables are not
zip_tree() {
  zip_folder "$1" || return 1
  set -- "$1"/* "$1"/.[!.]* "$1"/..?*
  while [ $# -gt 0 ]; do
    if [ -d "$1" ] && ! [ -L "$1" ]; then
      zip_tree "$1" || return 1
    elif [ -f "$1" ]; then
      zip_file "$1" || return 1
    fi
    shift
  done
}

zip_folder() {
  zip_entry "${1#"$zip_root"}/" 0 "\\000\\000\\000\\000" 0 "\\000\\000\\000\\000" 16877 || return 1
}

zip_file() {
  zip_size=$($argo_bb wc -c <"$1") || return 1
  if [ "$zip_size" -ge 4294967295 ]; then
    echo "${1#"$zip_root"} has 4 GiB or more, which a zip archive can't hold; use a tar archive" >&2
    return 1
  fi
  $argo_bb gzip -c <"$1" >"$out.gz" || return 1
  zip_size=$($argo_bb wc -c <"$out.gz")
  zip_size=$((zip_size - 18))
  zip_mode=33188
  ! [ -x "$1" ] || zip_mode=33261
  zip_name=${1#"$zip_root"}
  set -- $($argo_bb tail -c 8 -- "$out.gz" | $argo_bb od -An -v -to1)
  zip_entry "$zip_name" 8 "\\$1\\$2\\$3\\$4" "$zip_size" "\\$5\\$6\\$7\\$8" "$zip_mode" || return 1
  $argo_bb tail -c +11 -- "$out.gz" | $argo_bb head -c "$zip_size" >>"$out.part" || return 1
  at=$((at + zip_size))
}

# zip_entry NAME METHOD CRC SIZE FULL-SIZE MODE: its local header, and its line in the directory; names are UTF-8 (bit 11)
zip_entry() {
  length=$(printf %s "$1" | $argo_bb wc -c)
  entries=$((entries + 1))
  if [ $((at + $4)) -ge 4294967295 ] || [ "$entries" -gt 65535 ]; then
    echo "more than 4 GiB or 65,535 files are too many for a zip archive; use a tar archive" >&2
    return 1
  fi
  common="\\000\\010$(le 2 "$2")\\000\\000\\041\\000$3$(le 4 "$4")$5$(le 2 "$length")\\000\\000"
  printf "PK\\003\\004\\024\\000$common" >>"$out.part" &&
    printf %s "$1" >>"$out.part" &&
    printf "PK\\001\\002\\024\\003\\024\\000$common\\000\\000\\000\\000\\000\\000$(le 4 $(($6 << 16)))$(le 4 "$at")" >>"$out.cd" &&
    printf %s "$1" >>"$out.cd" || return 1
  at=$((at + 30 + length))
}

zip_end() {
  directory=$($argo_bb wc -c <"$out.cd") &&
    $argo_bb cat -- "$out.cd" >>"$out.part" &&
    printf "PK\\005\\006\\000\\000\\000\\000$(le 2 "$entries")$(le 2 "$entries")$(le 4 "$directory")$(le 4 "$at")\\000\\000" >>"$out.part"
}

# le BYTES NUMBER: the number's bytes, the lowest first, as escapes for printf
le() {
  n=$2 i=0
  while [ "$i" -lt "$1" ]; do
    printf '\\%03o' $((n & 255))
    n=$((n >> 8)) i=$((i + 1))
  done
}
