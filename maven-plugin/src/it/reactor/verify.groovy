String log = new File(basedir, 'build.log').text
assert !log.contains('not marked @threadSafe') && !log.contains('thread-safe')
['.', 'a', 'b'].each { module ->
  assert new File(basedir, module + '/target/argo/junit/TEST-module.xml').exists()
}
return true
