String log = new File(basedir, 'build.log').text
assert log =~ /Workflow later submitted; process \d+ drives it/
assert log.contains('Workflow later Succeeded')
return true
