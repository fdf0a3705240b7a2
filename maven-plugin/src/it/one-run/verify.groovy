String log = new File(basedir, 'build.log').text
assert log.contains('Workflow look-')
assert log.contains('said: invoker')
assert log.contains('Report: target/argo/report/index.html')
assert log.contains('flowchart LR')
assert log.contains('1 files copied to got')
assert log.contains('-Dargo.run') || log.contains('argo.run')
assert new File(basedir, 'target/argo/report/index.html').text.contains('argo-model')
def suite = new groovy.xml.XmlParser().parse(new File(basedir, 'target/argo/junit/TEST-look.xml'))
assert suite.'@tests' == '2' && suite.'@failures' == '0'
assert new File(basedir, 'graph.svg').text.startsWith('<svg')
def got = []
new File(basedir, 'got').eachFileRecurse(groovy.io.FileType.FILES) { got << it.text.trim() }
assert got == ['invoker']
return true
