#!/bin/sh
# Keeps one instance running while the control plane is up, down or being replaced: starts it, lets
# it write its output to a file, and starts it again when it ends. A shell of a few hundred KB
# rather than another JVM for each instance, and nothing that a machine may lack.
#
# Its settings come on standard input as assignments, the instance's environment among them, so
# that no secret is on disk or in the list of processes.
#
# Owns: state, output.log*. Reads: stop (the control plane's wish, with the grace in seconds).
set -u
cd "$1" || exit 1
umask 027
runs=0 ends=0 code=-1 cause=none ended_at=0 asked='' handled=''
app='' app_start='' ticker='' killer='' timer=''

settings=$(cat)
case $settings in
*'# whole') ;;
*) exit 3 ;; # Whoever started us died before all of it was written.
esac
eval "$settings"
unset settings

# The start time of a process, in ticks since boot: with its number it names a process for good.
start_of() {
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  set -- ${stat##*) }
  [ "$1" != Z ] && [ "$1" != X ] && start=${20}
}

start_of $$ && own_start=$start
read -r boot </proc/sys/kernel/random/boot_id

uptime() {
  read -r seconds rest </proc/uptime
  seconds=${seconds%%.*}
}

# Written aside and renamed: whoever reads it finds it whole.
say() {
  printf '%s\n' "phase=$1" "boot=$boot" "supervisor=$$" "supervisor_start=$own_start" \
    "app=$app" "app_start=$app_start" "runs=$runs" "ends=$ends" "code=$code" "cause=$cause" \
    "loop_after=$loop_after" "stable_seconds=$stable_seconds" "ended_at=$ended_at" >state.new && mv -f state.new state
}

kills() {
  count=0
  [ -r "$1" ] || return 0
  while read -r key value; do
    [ "$key" = oom_kill ] && count=$value
  done <"$1"
  return 0
}

# Ends everything that the instance started, wherever it went: by control group, else by a mark in
# the environment. Repeated, because what is killed may just have forked.
sweep() {
  turns=0
  while [ $turns -lt 50 ]; do
    left=''
    if [ -n "$tree" ]; then
      while read -r pid; do left="$left $pid"; done <"$tree"
    else
      for file in $(grep -l -s -F "SLIPWAY_TREE=$mark" /proc/[0-9]*/environ); do
        pid=${file#/proc/}
        left="$left ${pid%/environ}"
      done
    fi
    [ -z "$left" ] && return
    kill -KILL $left 2>/dev/null
    turns=$((turns + 1))
    [ $turns -gt 5 ] && sleep 0.02
  done
}

launch() {
  kills "$memory_events"
  own_kills=$count
  kills /proc/vmstat
  machine_kills=$count
  (
    for group in $groups; do
      echo 0 >"$group" || exit 126
    done
    umask 022
    # The environment is applied after root was given up: it may name libraries to load.
    SLIPWAY_LAUNCH=$environment exec setsid $as /bin/sh -c '
      eval "$SLIPWAY_LAUNCH"; unset SLIPWAY_LAUNCH
      cd "$2" || exit 126
      unset OLDPWD
      exec /bin/sh -c "$1"' sh "$command" "$folder"
  ) </dev/null >>output.log 2>&1 &
  app=$!
  if start_of "$app"; then app_start=$start; else app_start=0; fi
  runs=$((runs + 1))
  uptime
  launched=$seconds
}

# Returns when the instance's own process has ended, whatever signals come meanwhile: a signal to us
# ends a wait with a code that looks like the instance's own end.
wait_for_app() {
  code=127
  while :; do
    [ -n "$asked" ] && [ -z "$handled" ] && begin_stop
    wait "$app"
    code=$?
    [ "$code" -gt 128 ] || return
    start_of "$app" && [ "$start" = "$app_start" ] && continue
    wait "$app" 2>/dev/null
    result=$?
    [ "$result" = 127 ] || code=$result
    return
  done
}

# An instance that outlived its former supervisor is nobody's child: it can only be watched.
watch_app() {
  watched=$app_start
  while start_of "$app" && [ "$start" = "$watched" ]; do
    [ -n "$asked" ] && [ -z "$handled" ] && begin_stop
    rest 0.2
  done
  code=-1
}

# Sleeps so that a signal wakes us.
rest() {
  sleep "$1" &
  sleeper=$!
  wait "$sleeper"
  kill "$sleeper" 2>/dev/null
}

begin_stop() {
  handled=yes
  grace=10
  [ -r stop ] && read -r grace <stop
  say stopping
  kill -s TERM -- "-$app" 2>/dev/null || kill -TERM "$app" 2>/dev/null
  setsid sh -c 'sleep "$1"; kill -s KILL -- "-$2"' sh "$grace" "$app" 2>/dev/null &
  killer=$!
}

# A stop's grace is for all of the instance, not only for the process that ended first.
wait_for_group() {
  while [ -n "$killer" ] && kill -s 0 -- "-$app" 2>/dev/null && start_of "$killer"; do
    rest 0.02
  done
}

judge() {
  ended_at=$(date +%s)
  cause=own
  [ "$code" = -1 ] && cause=unseen
  [ -n "$asked" ] && cause=stopped
  [ -e timed-out ] && cause=time_limit
  if [ "$code" = 137 ] && [ "$cause" = own ]; then
    kills "$memory_events"
    [ "$count" -gt "$own_kills" ] && cause=memory_limit
    kills /proc/vmstat
    [ "$cause" = own ] && [ "$count" -gt "$machine_kills" ] && cause=machine_memory
  fi
  uptime
  [ $((seconds - launched)) -ge "$stable_seconds" ] && ends=0
  ends=$((ends + 1))
}

# The output is cut at its front while the instance goes on writing at its end: in one stroke where
# the file system can collapse a range (ext4, xfs); elsewhere it's truncated while the instance is
# paused, so that no line falls between. The file cut says how many bytes were cut in all and what
# is being done right now (renaming, moving), for whoever reads at the same time.
ticks='
  block=$(stat -f -c %S . 2>/dev/null || echo 4096)
  alive() {
    { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
    set -- "$2" ${stat##*) }
    [ "$1" = "${21}" ]
  }
  app_gets() {
    while IFS="=" read -r key value; do
      [ "$key" = app ] && [ -n "$value" ] && kill -s "$1" -- "-$value" 2>/dev/null
    done <state
  }
  say_cut() { printf "%s\n" "$1" >cut.new && mv -f cut.new cut; }
  total=0 phase=
  [ -r cut ] && read -r total phase <cut
  if [ -n "$phase" ]; then
    # Our predecessor died at work: either the copy was made and not yet cut, or it was cut.
    copied=0
    [ -e output.log.1 ] && copied=$(wc -c <output.log.1)
    if cmp -s -n "$copied" output.log output.log.1; then
      rm -f output.log.1
    elif [ "$phase" = moving ]; then
      total=$((total + copied))
    fi
    say_cut "$total"
  fi
  while sleep "$5" && alive "$1" "$2"; do
    size=$(wc -c <output.log)
    [ "$size" -gt "$3" ] || continue
    cut=$(((size - 1) / block * block))
    head -c "$cut" output.log >output.new || continue
    say_cut "$total renaming"
    n=$4
    while [ "$n" -gt 1 ]; do
      [ -e "output.log.$((n - 1))" ] && mv -f "output.log.$((n - 1))" "output.log.$n"
      n=$((n - 1))
    done
    mv -f output.new output.log.1
    say_cut "$total moving"
    fallocate -c -o 0 -l "$cut" output.log 2>/dev/null ||
      fallocate -c -o 0 -l "$cut" output.log 2>/dev/null || {
      app_gets STOP
      tail -c "+$((cut + 1))" output.log >>output.log.1
      : >output.log
      app_gets CONT
    }
    total=$((total + $(wc -c <output.log.1)))
    say_cut "$total"
  done'

finish() {
  for group in $ticker $killer $timer; do
    kill -s KILL -- "-$group" 2>/dev/null
  done
  say "$1"
  exit 0
}

# The pause doubles with each end in a row.
pause_before_next() {
  pause=$first_pause_millis n=1
  while [ $n -lt "$ends" ] && [ "$pause" -lt "$longest_pause_millis" ]; do
    pause=$((pause * 2)) n=$((n + 1))
  done
  [ "$pause" -gt "$longest_pause_millis" ] && pause=$longest_pause_millis
  if [ "$ends" -ge "$loop_after" ]; then say looping; else say pausing; fi
  rest "$((pause / 1000)).$(printf %03d $((pause % 1000)))"
}

trap 'asked=yes' TERM INT
trap '' HUP PIPE
rm -f timed-out
# The instance owns what it writes, or it could not open /dev/stdout.
: >>output.log
[ -z "$owner" ] || chown "$owner" output.log
setsid sh -c "$ticks" sh $$ "$own_start" "$output_bytes" "$output_files" "$tick_seconds" &
ticker=$!

if [ -n "$adopt" ]; then
  app=${adopt%:*} app_start=${adopt#*:}
  kill -s CONT -- "-$app" 2>/dev/null # Should it have been paused by a rotation that died.
  own_kills=0 machine_kills=0 runs=1
  uptime
  launched=$seconds
  say running
  watch_app
  wait_for_group
  judge
  sweep
fi

while [ -z "$asked" ] && ! [ -e stop ]; do
  if [ "$runs" -gt 0 ]; then
    [ "$once_seconds" != 0 ] && break
    pause_before_next
    [ -n "$asked" ] && break
  fi
  launch
  say running
  if [ "$once_seconds" != 0 ]; then
    setsid sh -c 'sleep "$1"; : >timed-out; kill -s TERM -- "-$2"; sleep 10; kill -s KILL -- "-$2"' \
      sh "$once_seconds" "$app" 2>/dev/null &
    timer=$!
  fi
  wait_for_app
  wait_for_group
  judge
  sweep
done
[ "$cause" = none ] && cause=stopped ended_at=$(date +%s)
finish ended
