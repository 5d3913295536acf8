# Processes of a folder, each the leader of a group of its own; sourced by `up` and `down`, which
# set $folder. A process is known by its number and its start, since numbers are used again.

# born PID: when the process started; nothing where there is none, or one that is dead and unburied.
born() {
  local line
  read -r line 2>/dev/null <"/proc/$1/stat" || return 0
  set -- ${line##*) }
  [ "$1" = Z ] || echo "${20}"
}

# start NAME COMMAND...: the command in a session of its own, with its output in NAME.log.
start() {
  local name=$1
  shift
  setsid "$@" </dev/null >>"$folder/$name.log" 2>&1 &
  echo "$! $(born $!)" >"$folder/$name.pid"
}

# runs NAME: whether the process that `start` started is still there.
runs() {
  local pid begun
  read -r pid begun 2>/dev/null <"$folder/$1.pid" || return 1
  [ -n "$begun" ] && [ "$(born "$pid")" = "$begun" ]
}

# members PID: the processes of the group, those that are dead and unburied left out.
members() {
  local stat line
  for stat in /proc/[0-9]*/stat; do
    read -r line 2>/dev/null <"$stat" || continue
    set -- "$1" "${stat//[!0-9]/}" ${line##*) }
    [ "${5:-}" = "$1" ] && [ "$3" != Z ] && echo "$2"
    set -- "$1"
  done
  return 0
}

# stop NAME: ends the process with its whole group, and waits until it is gone.
stop() {
  local pid begun tries=200
  if runs "$1"; then
    read -r pid begun <"$folder/$1.pid"
    kill -TERM -- "-$pid" 2>/dev/null || true
    while [ -n "$(members "$pid")" ]; do
      tries=$((tries - 1))
      [ $tries -ne 0 ] || kill -KILL -- "-$pid" 2>/dev/null || true
      sleep 0.05
    done
  fi
  rm -f "$folder/$1.pid"
}
