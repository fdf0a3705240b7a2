String log = new File(basedir, 'build.log').text
assert log.count('Skipped: argo.skip is set') == 19
assert !new File(basedir, '.argo').exists()
return true
