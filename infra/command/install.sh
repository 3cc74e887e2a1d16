# Installs what package-lock.json says when node_modules is missing or older; costs a few milliseconds otherwise.
# Runs before Node 24 is there, so it is a shell script. What npm prints goes to standard error.
# A linked node_modules belongs to another checkout, and installing through the link would empty it.
if [ -L node_modules ]; then
  :
elif [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
  echo 'installing dependencies (npm ci) ...' >&2
  npm ci --no-audit --no-fund --loglevel=error >&2
fi
